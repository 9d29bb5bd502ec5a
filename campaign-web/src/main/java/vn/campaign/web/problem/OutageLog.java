package vn.campaign.web.problem;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warns of an outage that every request meets: of the first failure at once, then once a minute with how many there were. */
public final class OutageLog {

    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final String what;
    private final LongSupplier nanoTime;
    private final AtomicLong due;
    private final LongAdder failures = new LongAdder();

    /** @param what is out, as a sentence without its full stop */
    public OutageLog(Logger log, String what) {
        this(log, what, System::nanoTime);
    }

    OutageLog(Logger log, String what, LongSupplier nanoTime) {
        this.log = log;
        this.what = what;
        this.nanoTime = nanoTime;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    /** Counts a failure, and logs it if none was within the last minute. */
    public void add(Throwable failure) {
        failures.increment();
        long now = nanoTime.getAsLong();
        long next = due.get();
        if (now - next >= 0 && due.compareAndSet(next, now + INTERVAL_NANOS)) {
            log.warn(
                    "{} ({} failures since this was last logged): {}",
                    what,
                    failures.sumThenReset(),
                    failure.toString());
        }
    }
}
