package vn.campaign.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** As many streams as one account may have, and no longer than its token. */
class StreamLimiterTest {

    private static final int MAX_PER_ACCOUNT = 2;
    private static final Instant LATER = Instant.now().plusSeconds(3600);

    private final StreamLimiter limiter = new StreamLimiter(
            new DashboardProperties(
                    new DashboardProperties.Live(
                            Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(1), MAX_PER_ACCOUNT),
                    new DashboardProperties.Reminder("", "", Duration.ofHours(1), Duration.ofSeconds(1)),
                    0),
            new SimpleMeterRegistry());

    @Test
    void oneStreamTooManyIsRefusedUntilAnotherEnds() {
        List<Throwable> refused = new ArrayList<>();
        Disposable first = open("a", LATER, refused);
        open("a", LATER, refused);
        assertThat(refused).isEmpty();

        open("a", LATER, refused);
        assertThat(refused).singleElement().isInstanceOfSatisfying(ApiException.class, problem -> assertThat(
                        problem.code())
                .isEqualTo("TOO_MANY_STREAMS"));
        open("b", LATER, refused);
        assertThat(refused).hasSize(1);

        first.dispose();
        open("a", LATER, refused);
        assertThat(refused).hasSize(1);
    }

    @Test
    void aStreamEndsWithItsToken() {
        AtomicBoolean ended = new AtomicBoolean();
        limiter.limit(caller("a", Instant.now().plusMillis(50)), Flux.never())
                .doOnComplete(() -> ended.set(true))
                .subscribe();
        await().untilTrue(ended);
    }

    private Disposable open(String account, Instant expires, List<Throwable> refused) {
        return limiter.limit(caller(account, expires), Flux.never()).subscribe(nothing -> {}, refused::add);
    }

    private static Caller caller(String name, Instant expires) {
        return new Caller(name, name, List.of(), expires);
    }
}
