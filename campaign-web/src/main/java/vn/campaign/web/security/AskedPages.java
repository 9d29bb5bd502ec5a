package vn.campaign.web.security;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page that a browser asked for before it was sent to log in; where there is none, no cookie is set to say so. */
final class AskedPages extends CookieServerRequestCache {

    private static final String COOKIE = "REDIRECT_URI";

    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
        return exchange.getRequest().getCookies().containsKey(COOKIE)
                ? super.removeMatchingRequest(exchange)
                : Mono.empty();
    }
}
