package vn.campaign.web.security;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.campaign.web.access.Caller;

/**
 * All that stands between a program's request to the API and its controller: a good token, the rate of its account, and
 * the headers of the answer. It is one filter because the ten that guard a browser cost a report more than the report.
 */
final class BearerFilter {

    static final String API = "/api/";

    private final Tokens tokens;
    private final CallRate rate;
    private final AnswerHeaders headers;
    private final Denials denials;

    BearerFilter(Tokens tokens, CallRate rate, AnswerHeaders headers, Denials denials) {
        this.tokens = tokens;
        this.rate = rate;
        this.headers = headers;
        this.denials = denials;
    }

    /** Whether a program bears a token to the API; a browser tells what it is and where it comes from. */
    static boolean guards(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return exchange.getRequest().getPath().value().startsWith(API)
                && headers.containsHeader(HttpHeaders.AUTHORIZATION)
                && !headers.containsHeader(HttpHeaders.ORIGIN)
                && !headers.containsHeader(RequestGate.FETCH_SITE);
    }

    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        headers.set(exchange);
        if (exchange.getRequest().getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            return denials.answer(exchange, Denial.PACKED);
        }
        String token = BearerTokens.of(exchange);
        if (token == null) {
            return denials.unauthenticated(exchange, null);
        }
        Optional<Caller> known = tokens.remembered(token);
        return known.isPresent()
                ? admit(known.get(), exchange, chain)
                : Mono.fromCallable(() -> tokens.read(token))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(caller -> admit(caller, exchange, chain))
                        .onErrorResume(BadJwtException.class, bad -> denials.unauthenticated(exchange, null))
                        .onErrorResume(
                                IdentityProviderUnavailableException.class, why -> denials.unavailable(exchange, why));
    }

    private Mono<Void> admit(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
        CallerToken token = new CallerToken(caller);
        ServerWebExchange theirs = exchange.mutate().principal(Mono.just(token)).build();
        long seconds = rate.secondsToWait(caller.name());
        if (seconds > 0) {
            return denials.tooMany(theirs, seconds);
        }
        exchange.getResponse().beforeCommit(() -> denials.noteRefusal(exchange, caller.name()));
        return chain.filter(theirs).contextWrite(ReactiveSecurityContextHolder.withAuthentication(token));
    }
}
