package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** How often each caller has asked this instance: a token bucket for each, forgotten when it is full again. */
public final class CallRate {

    private static final int MAX_CALLERS = 200_000;

    private final LoadingCache<String, Bucket> buckets;

    public CallRate(AccessProperties.Rate rate) {
        Duration full = Duration.ofSeconds(rate.burst() / rate.perSecond() + 1L);
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(full)
                // The little upkeep there is costs less than to hand it to another thread.
                .executor(Runnable::run)
                .build(caller -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                        .build());
    }

    /** Counts a request; the seconds to wait when it is one too many, else 0. */
    public long secondsToWait(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }
}
