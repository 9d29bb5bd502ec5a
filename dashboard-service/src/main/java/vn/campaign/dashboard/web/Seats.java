package vn.campaign.dashboard.web;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.web.access.Caller;

/** How many streams each account has open here; nobody may take all of them. */
@Component
class Seats {

    private final int perAccount;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    Seats(DashboardProperties properties) {
        this.perAccount = properties.live().perAccount();
    }

    /** The stream for as long as the caller's token holds; whoever may still watch comes back with the next token. */
    <T> Flux<T> seat(Caller caller, Flux<T> stream) {
        return Flux.defer(() -> {
            take(caller.name());
            return stream.takeUntilOther(Mono.delay(Duration.between(Instant.now(), caller.expires())))
                    .doFinally(end -> leave(caller.name()));
        });
    }

    private void take(String account) {
        taken.merge(account, 1, (before, one) -> {
            if (before >= perAccount) {
                throw Problem.tooManyStreams(perAccount);
            }
            return before + one;
        });
    }

    private void leave(String account) {
        taken.computeIfPresent(account, (name, before) -> before == 1 ? null : before - 1);
    }
}
