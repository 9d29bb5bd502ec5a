package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
        Directories.create(file.getParent());
        runStart = Files.exists(file) ? size() : 0;
    }

    /** Returns whether the current run has printed the text. */
    boolean holds(String text) {
        return presentRun().contains(text);
    }

    /** Returns the last lines of the current run. */
    String end() {
        List<String> lines = presentRun().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - END_LINES), lines.size()));
    }

    String presentRun() {
        try (var channel = Files.newByteChannel(file)) {
            var bytes = new byte[Math.toIntExact(channel.size() - runStart)];
            var buffer = ByteBuffer.wrap(bytes);
            channel.position(runStart);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Read on.
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
