package vn.campaign.dashboard.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.web.ConcurrencyLimiter;
import vn.campaign.web.access.Caller;

/** Counts the open streams of this instance, and limits those of one account. */
@Component
class StreamLimiter {

    private final ConcurrencyLimiter streams;

    StreamLimiter(DashboardProperties properties, MeterRegistry meters) {
        int maxPerAccount = properties.live().perAccount();
        streams = new ConcurrencyLimiter(
                maxPerAccount, "TOO_MANY_STREAMS", "At most " + maxPerAccount + " streams of an account are open");
        Gauge.builder("campaign.streams.open", streams, ConcurrencyLimiter::open)
                .description("Event streams that clients follow")
                .register(meters);
    }

    /** The stream until the caller's token expires: the client reconnects with the next token. */
    <T> Flux<T> limit(Caller caller, Flux<T> stream) {
        return Flux.defer(() -> {
            streams.acquire(caller.name());
            return stream.takeUntilOther(Mono.delay(Duration.between(Instant.now(), caller.expires())))
                    .doFinally(end -> streams.release(caller.name()));
        });
    }
}
