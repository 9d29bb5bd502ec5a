package vn.campaign.web;

import java.security.Principal;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.security.AccessProperties;

/**
 * Limits bodies that are read by a thread that waits for them: each has to arrive within a time, however slowly it trickles, and
 * an account may send only so many at once.
 */
public final class UploadFilter implements WebFilter {

    private final Set<HttpMethod> methods;
    private final Duration timeout;
    private final ConcurrencyLimiter limiter;

    /** @param methods of the requests whose bodies are read so */
    public UploadFilter(AccessProperties.Upload limits, HttpMethod... methods) {
        this.methods = Set.of(methods);
        this.timeout = limits.timeout();
        this.limiter = new ConcurrencyLimiter(
                limits.perAccount(),
                "TOO_MANY_UPLOADS",
                "An account sends at most " + limits.perAccount() + " bodies at once.");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return methods.contains(exchange.getRequest().getMethod())
                ? exchange.getPrincipal()
                        .map(Principal::getName)
                        .defaultIfEmpty("")
                        .flatMap(account -> limited(account, exchange, chain))
                : chain.filter(exchange);
    }

    private Mono<Void> limited(String account, ServerWebExchange exchange, WebFilterChain chain) {
        limiter.acquire(account);
        return chain.filter(
                        exchange.mutate().request(timed(exchange.getRequest())).build())
                .doFinally(end -> limiter.release(account));
    }

    private ServerHttpRequest timed(ServerHttpRequest request) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return super.getBody().takeUntilOther(Mono.delay(timeout).then(Mono.error(UploadFilter.this::tooSlow)));
            }
        };
    }

    private ApiException tooSlow() {
        return new ApiException(
                HttpStatus.REQUEST_TIMEOUT,
                "TOO_SLOW",
                null,
                "The body has not arrived within %d seconds. Some of it may have been taken; sending it again does no harm."
                        .formatted(timeout.toSeconds()));
    }
}
