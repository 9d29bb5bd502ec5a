package vn.campaign.access.reactive;

import java.net.InetSocketAddress;
import java.security.Principal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.access.guard.CallRate;
import vn.campaign.access.guard.Denial;

/** Refuses what one account, or one address without one, asks too often, and notes who was refused something by a controller. */
final class CallRateFilter implements WebFilter {

    private final CallRate rate;
    private final Denials denials;

    CallRateFilter(CallRate rate, Denials denials) {
        this.rate = rate;
        this.denials = denials;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty(address(exchange))
                .flatMap(who -> {
                    long seconds = rate.secondsToWait(who);
                    if (seconds == 0) {
                        exchange.getResponse().beforeCommit(() -> noteRefusal(exchange, who));
                        return chain.filter(exchange);
                    }
                    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
                    return denials.answer(exchange, Denial.TOO_MANY_REQUESTS);
                });
    }

    private static Mono<Void> noteRefusal(ServerWebExchange exchange, String who) {
        if (HttpStatus.FORBIDDEN.equals(exchange.getResponse().getStatusCode())) {
            var request = exchange.getRequest();
            Denial.FORBIDDEN.note(
                    who, request.getMethod().name(), request.getPath().value());
        }
        return Mono.empty();
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
