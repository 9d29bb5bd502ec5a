package vn.campaign.web.security;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells the callers of bearer tokens (RFC 6750, in the header alone); only a token that is new here leaves the event loop.
 * What may stand in a token is left to whoever decodes it.
 */
final class BearerTokens implements ReactiveAuthenticationManager, ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    BearerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String token = of(exchange);
        if (token == null) {
            return Mono.empty();
        }
        return token.isBlank()
                ? Mono.error(new InvalidBearerTokenException("no token"))
                : Mono.just(new BearerTokenAuthenticationToken(token));
    }

    /** The token that the request bears; blank without one after the scheme, null without the scheme. */
    static String of(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? null
                : authorization.substring(SCHEME.length());
    }

    @Override
    public Mono<Authentication> authenticate(Authentication given) {
        String token = ((BearerTokenAuthenticationToken) given).getToken();
        return Mono.justOrEmpty(tokens.remembered(token))
                .switchIfEmpty(Mono.fromCallable(() -> tokens.read(token)).subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(BadJwtException.class, bad -> new InvalidBearerTokenException("bad token", bad))
                .map(CallerToken::new);
    }
}
