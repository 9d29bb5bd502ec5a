package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** A token bucket for each caller of this instance, dropped once it is full again. */
final class RateLimiter {

    private static final int MAX_CALLERS = 200_000;

    private final LoadingCache<String, Bucket> buckets;

    RateLimiter(AccessProperties.Rate rate) {
        Duration untilFull = Duration.ofSeconds(rate.burst() / rate.perSecond() + 1L);
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(untilFull)
                // Handing the maintenance to another thread costs more than doing it.
                .executor(Runnable::run)
                .build(caller -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                        .build());
    }

    /** Counts a request; returns the seconds to wait when it exceeds the limit, else 0. */
    long secondsToWait(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }
}
