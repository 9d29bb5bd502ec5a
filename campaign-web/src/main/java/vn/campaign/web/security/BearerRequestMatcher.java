package vn.campaign.web.security;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Matches requests of programs: to the API, with a bearer token, and without the headers that only browsers send. */
final class BearerRequestMatcher implements ServerWebExchangeMatcher {

    static final String API = "/api/";

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return matches(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    static boolean matches(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return request.getPath().value().startsWith(API)
                && StringUtils.startsWithIgnoreCase(headers.getFirst(HttpHeaders.AUTHORIZATION), "Bearer")
                && !headers.containsHeader(HttpHeaders.ORIGIN)
                && !headers.containsHeader(CrossOriginFilter.FETCH_SITE);
    }
}
