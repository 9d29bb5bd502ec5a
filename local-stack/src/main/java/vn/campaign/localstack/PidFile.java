package vn.campaign.localstack;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The claim of one running {@code ./start} on its data directory. The claim is a lock, which the system releases however
 * its holder ends; so a pid that is left over in the file is never taken for a running process.
 */
final class PidFile implements Closeable {

    /** Beyond the text, because on some systems a lock prevents others from reading what it covers. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final FileChannel channel;

    private PidFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Claims it for this process; fails when another run holds the claim. */
    static PidFile claim(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            throw alreadyRunning(file);
        }
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(StandardCharsets.US_ASCII.encode(pid));
        return new PidFile(channel);
    }

    /** Returns the process that holds the claim, if any. */
    static Optional<ProcessHandle> holder(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (lock(channel)) {
                return Optional.empty();
            }
            String pid = Files.readString(file, StandardCharsets.US_ASCII);
            return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
        }
    }

    static IllegalStateException alreadyRunning(Path file) throws IOException {
        String process =
                holder(file).map(holder -> " (process " + holder.pid() + ")").orElse("");
        return new IllegalStateException("It is already running" + process + "; ./start --stop stops it.");
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
