package vn.campaign.localstack.clock;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a process that the local stack starts. It shows the system's time unless the process was started with the
 * system property {@value #FILE}; then it shows what a {@link ClockHand} on the same file set, and ticks on from there.
 * Services load it as a provider of {@link Clock}, so it exists only where this module is on the class path.
 */
public final class DrivenClock extends Clock {

    /** The system property that names the shared file. */
    public static final String FILE = "campaign.clock";

    private final ClockFile file;
    private final ZoneId zone;

    /** For {@link java.util.ServiceLoader}. */
    public DrivenClock() {
        this(
                System.getProperty(FILE) == null ? null : new ClockFile(Path.of(System.getProperty(FILE))),
                ZoneOffset.UTC);
    }

    private DrivenClock(ClockFile file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        Instant system = Instant.now();
        return file == null ? system : system.plusMillis(file.offset());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DrivenClock(file, other);
    }
}
