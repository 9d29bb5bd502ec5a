package vn.campaign.localstack;

import java.time.Duration;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** How long to wait before a part is started again: 1, 2, 4 ... 60 s, and one second again once it has run for a minute. */
final class RestartDelay {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ExponentialBackOff backOff = new ExponentialBackOff(FIRST.toMillis(), 2);
    private BackOffExecution delays;

    RestartDelay() {
        backOff.setMaxInterval(LONGEST.toMillis());
        delays = backOff.start();
    }

    /** @param ran how long the part ran before it ended */
    Duration after(Duration ran) {
        if (ran.compareTo(LONGEST) >= 0) {
            delays = backOff.start();
        }
        return Duration.ofMillis(delays.nextBackOff());
    }
}
