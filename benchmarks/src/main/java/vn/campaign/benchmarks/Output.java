package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The Markdown of a run: each line is printed and kept in a file at once, so that what fails later costs no figure. */
final class Output {

    private final Path file;

    /** Begins the file anew. */
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
