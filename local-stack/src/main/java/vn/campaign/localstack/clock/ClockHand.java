package vn.campaign.localstack.clock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Drives the {@link DrivenClock} of every process that shares its file. */
public final class ClockHand {

    private final ClockFile file;

    /** Takes control of the clock and sets it to {@code start}. */
    public ClockHand(Path file, Instant start) {
        this.file = new ClockFile(file);
        this.file.offset(millisecondsTo(Instant.now(), start));
    }

    /** The current simulated time. */
    public Instant now() {
        return Instant.now().plusMillis(file.offset());
    }

    /** Advances time to the instant; time never moves backwards. */
    public void forwardTo(Instant instant) {
        long ahead = millisecondsTo(now(), instant);
        if (ahead > 0) {
            file.offset(file.offset() + ahead);
        }
    }

    /** Rounded up, so that the requested instant has passed. */
    private static long millisecondsTo(Instant from, Instant to) {
        return Math.floorDiv(Duration.between(from, to).toNanos() + 999_999, 1_000_000L);
    }
}
