package vn.campaign.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Matches programs' requests to the API, which have a bearer token and none of the headers that only browsers send, and reads
 * the token. Spring's converter also searches the token by a regular expression, which costs a tenth of a report; the decoder
 * checks it anyway.
 */
final class BearerRequests implements ServerWebExchangeMatcher, ServerAuthenticationConverter {

    static final String API = "/api/";

    private static final String SCHEME = "Bearer ";

    static boolean matches(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return request.getPath().value().startsWith(API)
                && isBearer(headers.getFirst(HttpHeaders.AUTHORIZATION))
                && !headers.containsHeader(HttpHeaders.ORIGIN)
                && !headers.containsHeader(CrossOriginFilter.FETCH_SITE);
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return matches(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        String token = isBearer(authorization) ? authorization.substring(SCHEME.length()) : "";
        return token.isBlank()
                ? Mono.error(new InvalidBearerTokenException("no token"))
                : Mono.just(new BearerTokenAuthenticationToken(token));
    }

    private static boolean isBearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }
}
