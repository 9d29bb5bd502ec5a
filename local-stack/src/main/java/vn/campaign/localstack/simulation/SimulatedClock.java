package vn.campaign.localstack.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A clock that is ahead of the system's by the milliseconds in a file that several processes share. Services load it as a
 * provider of {@link Clock}, so it exists only where this module is on the class path; without the system property
 * {@value #FILE} it shows the system's time.
 */
public final class SimulatedClock extends Clock {

    /** The system property that names the shared file. */
    public static final String FILE = "campaign.clock";

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final @Nullable MappedByteBuffer offset;
    private final ZoneId zone;

    /** For {@link java.util.ServiceLoader}. */
    public SimulatedClock() {
        this(System.getProperty(FILE) == null ? null : map(Path.of(System.getProperty(FILE))), ZoneOffset.UTC);
    }

    private SimulatedClock(@Nullable MappedByteBuffer offset, ZoneId zone) {
        this.offset = offset;
        this.zone = zone;
    }

    /** The clock of the processes that share the file, as it stands. */
    public static SimulatedClock of(Path file) {
        return new SimulatedClock(map(file), ZoneOffset.UTC);
    }

    /** Sets the clock of every process that shares the file to {@code start}, and returns it. */
    public static SimulatedClock startingAt(Path file, Instant start) {
        MappedByteBuffer offset = map(file);
        LONG.setVolatile(offset, 0, millisecondsBetween(Instant.now(), start));
        return new SimulatedClock(offset, ZoneOffset.UTC);
    }

    /** Creates the file with an offset of 0 unless it exists. */
    private static MappedByteBuffer map(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Advances a clock that has a file; time never moves backwards. */
    public void advanceTo(Instant instant) {
        long ahead = millisecondsBetween(instant(), instant);
        if (ahead > 0) {
            LONG.getAndAdd(offset, 0, ahead);
        }
    }

    /** Rounded up, so that the requested instant has passed. */
    private static long millisecondsBetween(Instant from, Instant to) {
        return Math.floorDiv(Duration.between(from, to).toNanos() + 999_999, 1_000_000L);
    }

    @Override
    public Instant instant() {
        Instant system = Instant.now();
        return offset == null ? system : system.plusMillis((long) LONG.getVolatile(offset, 0));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SimulatedClock(offset, other);
    }
}
