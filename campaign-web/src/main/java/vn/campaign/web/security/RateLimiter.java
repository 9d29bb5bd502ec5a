package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import vn.campaign.web.problem.ApiException;

/** A token bucket for each caller, kept in this instance until it is full again. */
final class RateLimiter {

    static final String TOO_MANY = "TOO_MANY_REQUESTS";

    private static final int MAX_CALLERS = 200_000;

    private final LoadingCache<String, Bucket> buckets;
    private final String detail;

    /**
     * @param burst what a full bucket holds
     * @param refill what comes back in each period
     * @param detail of the problem of one whose bucket is empty
     */
    RateLimiter(long burst, long refill, Duration period, String detail) {
        this.detail = detail;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(period.multipliedBy(burst / refill + 1))
                // Handing the maintenance to another thread costs more than doing it.
                .executor(Runnable::run)
                .build(caller -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, period))
                        .build());
    }

    /** Takes from the caller's bucket; throws a 429 that says when there is something in it again. */
    void take(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
            ApiException problem = new ApiException(HttpStatus.TOO_MANY_REQUESTS, TOO_MANY, null, detail);
            problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
            throw problem;
        }
    }

    void giveBack(String caller) {
        buckets.get(caller).addTokens(1);
    }
}
