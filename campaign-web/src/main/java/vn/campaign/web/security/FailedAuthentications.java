package vn.campaign.web.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;
import reactor.core.publisher.Mono;

/**
 * Limits how often credentials may fail that the keys at hand do not verify, by where they come from, before the identity
 * provider is asked: forged tokens, made-up keys, invented refresh tokens and returns from a login. What those keys verify does
 * not come here, so that many accounts may share an address with one that guesses.
 */
final class FailedAuthentications {

    private final RateLimiter failures;

    FailedAuthentications(AccessProperties.Rate rate) {
        failures = new RateLimiter(
                rate.failuresPerMinute(),
                rate.failuresPerMinute(),
                Duration.ofMinutes(1),
                "Too many authentications failed.");
    }

    /** Makes the attempt, unless too many from its origin have failed or are under way. One that does not fail costs nothing. */
    <T> Mono<T> attempt(String origin, Mono<T> attempt) {
        return Mono.defer(() -> {
            begin(origin);
            return attempt.doOnSuccess(done -> succeed(origin))
                    .doOnError(failure -> !(failure instanceof AuthenticationException), failure -> succeed(origin));
        });
    }

    /** Begins an attempt that counts as failed unless it succeeds. */
    void begin(String origin) {
        failures.take(origin);
    }

    void succeed(String origin) {
        failures.giveBack(origin);
    }
}
