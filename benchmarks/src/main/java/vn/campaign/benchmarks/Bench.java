package vn.campaign.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Measures the system against its limits and its peers, and writes one Markdown file: {@code ./bench}. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = new Options(arguments);
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        Output output = new Output(Path.of(options.text("out")));
        Machine.describe(output, arguments);
        boolean failed = false;
        for (Part part : options.parts()) {
            try {
                part.measure(options, output);
            } catch (Exception | AssertionError failure) {
                failed = true;
                failure.printStackTrace();
                output.line("\n" + part + " failed: " + failure);
            }
        }
        // The HTTP clients' threads would keep the process for a while.
        System.exit(failed ? 1 : 0);
    }
}
