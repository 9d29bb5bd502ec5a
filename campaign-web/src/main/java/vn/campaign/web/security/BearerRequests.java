package vn.campaign.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Matches programs' requests to the API, which have a bearer token and none of the headers that only browsers send. */
final class BearerRequests implements ServerWebExchangeMatcher {

    static final String API = "/api/";

    private static final String SCHEME = "Bearer ";

    static boolean matches(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return request.getPath().pathWithinApplication().value().startsWith(API)
                && isBearer(headers.getFirst(HttpHeaders.AUTHORIZATION))
                && !headers.containsHeader(HttpHeaders.ORIGIN)
                && !headers.containsHeader(CrossOriginFilter.FETCH_SITE);
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return matches(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    /** The token of a request that matches. */
    static String token(ServerHttpRequest request) {
        return request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION).substring(SCHEME.length());
    }

    private static boolean isBearer(@Nullable String authorization) {
        return authorization != null
                && authorization.length() > SCHEME.length()
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && authorization.charAt(SCHEME.length()) != ' ';
    }
}
