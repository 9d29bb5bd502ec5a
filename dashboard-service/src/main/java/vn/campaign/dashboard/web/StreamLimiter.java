package vn.campaign.dashboard.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** Counts the open streams of this instance, and limits those of one account. */
@Component
class StreamLimiter {

    private final int maxPerAccount;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    StreamLimiter(DashboardProperties properties, MeterRegistry meters) {
        this.maxPerAccount = properties.live().perAccount();
        Gauge.builder("campaign.streams.open", open, streams -> streams.values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .description("Event streams that clients follow")
                .register(meters);
    }

    /** The stream until the caller's token expires: the client reconnects with the next token. */
    <T> Flux<T> limit(Caller caller, Flux<T> stream) {
        return Flux.defer(() -> {
            acquire(caller.name());
            return stream.takeUntilOther(Mono.delay(Duration.between(Instant.now(), caller.expires())))
                    .doFinally(end -> release(caller.name()));
        });
    }

    private void acquire(String account) {
        open.merge(account, 1, (before, one) -> {
            if (before >= maxPerAccount) {
                throw new ApiException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "TOO_MANY_STREAMS",
                        null,
                        "At most " + maxPerAccount + " streams of an account are open");
            }
            return before + one;
        });
    }

    private void release(String account) {
        open.computeIfPresent(account, (name, before) -> before == 1 ? null : before - 1);
    }
}
