package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process's log, to which each run appends. */
final class LogFile {

    private static final int END_LINES = 40;

    private final Path file;
    private long runStart;

    LogFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path file() {
        return file;
    }

    void beginRun() {
        file.toFile().getParentFile().mkdirs();
        runStart = file.toFile().length();
    }

    /** Returns the last lines of the current run. */
    String end() {
        List<String> lines = currentRun().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - END_LINES), lines.size()));
    }

    /** Returns what the current run has printed. */
    String currentRun() {
        try (var input = Files.newInputStream(file)) {
            input.skipNBytes(runStart);
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
