package vn.campaign.localstack.clock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Drives the {@link DrivenClock} of every process that shares its file. */
public final class ClockHand {

    private final ClockFile file;

    /** Takes hold of the clock, whose time is {@code start} from now on. */
    public ClockHand(Path file, Instant start) {
        this.file = new ClockFile(file);
        this.file.offset(millisecondsTo(Instant.now(), start));
    }

    /** What the clocks show. */
    public Instant now() {
        return Instant.now().plusMillis(file.offset());
    }

    /** Lets time pass up to the instant; time never goes back. */
    public void forwardTo(Instant instant) {
        long ahead = millisecondsTo(now(), instant);
        if (ahead > 0) {
            file.offset(file.offset() + ahead);
        }
    }

    /** Rounded up: a moment that was to come has come. */
    private static long millisecondsTo(Instant from, Instant to) {
        return Math.floorDiv(Duration.between(from, to).toNanos() + 999_999, 1_000_000L);
    }
}
