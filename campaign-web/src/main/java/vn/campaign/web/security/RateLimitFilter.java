package vn.campaign.web.security;

import java.net.InetSocketAddress;
import java.security.Principal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.web.problem.ApiException;

/** Answers 429 to an account, or to an address without one, that exceeds its rate. */
final class RateLimitFilter implements WebFilter {

    static final String CODE = "TOO_MANY_REQUESTS";

    private final RateLimiter rate;

    RateLimitFilter(RateLimiter rate) {
        this.rate = rate;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(Principal::getName)
                .doOnNext(account -> AuditFilter.setCaller(exchange, account))
                .switchIfEmpty(Mono.fromSupplier(() -> address(exchange)))
                .flatMap(caller -> {
                    long seconds = rate.secondsToWait(caller);
                    return seconds == 0 ? chain.filter(exchange) : Mono.error(tooManyRequests(seconds));
                });
    }

    private static ApiException tooManyRequests(long seconds) {
        ApiException problem =
                new ApiException(HttpStatus.TOO_MANY_REQUESTS, CODE, null, "The account sends too many requests.");
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    /** No account's name begins with a slash. */
    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return "/"
                + (remote == null || remote.getAddress() == null
                        ? ""
                        : remote.getAddress().getHostAddress());
    }
}
