package vn.campaign.web.security;

import java.net.InetSocketAddress;
import java.security.Principal;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

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
                        exchange.getResponse().beforeCommit(() -> denials.noteRefusal(exchange, who));
                        return chain.filter(exchange);
                    }
                    return denials.tooMany(exchange, seconds);
                });
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
