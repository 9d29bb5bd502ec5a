package vn.campaign.web.security;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Authenticates a program's request, admits it, and sets the headers of the response. One filter, because
 * Spring Security's four for the same cost a report more than its own checks: decision 14.
 */
final class BearerTokenFilter implements WebFilter {

    private final TokenAuthenticator tokens;
    private final Admission admission;

    BearerTokenFilter(TokenAuthenticator tokens, Admission admission) {
        this.tokens = tokens;
        this.admission = admission;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        return tokens.authenticate(BearerRequests.token(exchange.getRequest()), exchange)
                .onErrorMap(AuthenticationException.class, LoginEntryPoint::unauthenticated)
                .flatMap(caller -> admit(caller, exchange, chain));
    }

    private Mono<Void> admit(Authentication caller, ServerWebExchange exchange, WebFilterChain chain) {
        admission.admit(exchange, caller);
        return chain.filter(exchange.mutate().principal(Mono.just(caller)).build())
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller));
    }
}
