package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The Markdown of a run: each line is printed and written to a file at once, so a later failure loses none. */
final class Output {

    private final Path file;

    /** Truncates the file. */
    Output(Path file) throws IOException {
        this.file = file;
        Files.writeString(file, "");
    }

    void line(String line) {
        System.out.println(line);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
