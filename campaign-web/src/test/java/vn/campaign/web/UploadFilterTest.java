package vn.campaign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.security.AccessProperties;

class UploadFilterTest {

    private static final Duration WAIT = Duration.ofSeconds(30);

    @Test
    void aBodyThatKeepsTricklingEndsAfterItsTime() {
        assertThatThrownBy(() -> upload(Duration.ofMillis(100), "slow").block(WAIT))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(408));
    }

    @Test
    void anAccountSendsOnlySoManyAtOnceAndOthersSendToo() {
        UploadFilter filter = filter(Duration.ofHours(1));
        Disposable first = upload(filter, "a").subscribe();
        upload(filter, "a").subscribe();
        assertThatThrownBy(() -> upload(filter, "a").block(WAIT))
                .hasFieldOrPropertyWithValue("code", "TOO_MANY_UPLOADS");
        assertThat(upload(filter, "b").subscribe().isDisposed()).isFalse();
        first.dispose();
        assertThat(upload(filter, "a").subscribe().isDisposed()).isFalse();
    }

    private static Mono<Void> upload(Duration timeout, String account) {
        return upload(filter(timeout), account);
    }

    /** Reads a body of one byte after the other. */
    private static Mono<Void> upload(UploadFilter filter, String account) {
        Flux<DataBuffer> body = Flux.interval(Duration.ofMillis(10))
                .map(tick -> MockServerWebExchange.from(MockServerHttpRequest.get("/"))
                        .getResponse()
                        .bufferFactory()
                        .wrap(new byte[1]));
        ServerWebExchange exchange = MockServerWebExchange.from(
                        MockServerHttpRequest.post("/").body(body))
                .mutate()
                .principal(Mono.just(() -> account))
                .build();
        return filter.filter(exchange, chained -> chained.getRequest().getBody().then());
    }

    private static UploadFilter filter(Duration timeout) {
        return new UploadFilter(new AccessProperties.Upload(timeout, 2), HttpMethod.POST);
    }
}
