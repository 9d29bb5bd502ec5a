package vn.campaign.web.security;

import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Keeps each pending log-in in the cookie of its browser. */
final class PendingLogins implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private final IdentityProvider provider;

    PendingLogins(IdentityProvider provider) {
        this.provider = provider;
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        exchange.getResponse().addCookie(PendingLogin.of(request).cookie(CookieSession.secure(exchange)));
        return Mono.empty();
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        String cookie = CookieSession.cookie(exchange, PendingLogin.COOKIE);
        return Mono.justOrEmpty(cookie)
                .flatMap(value -> Mono.justOrEmpty(PendingLogin.read(value)))
                .flatMap(pending -> Mono.fromCallable(() -> pending.request(provider.pages()))
                        .subscribeOn(Schedulers.boundedElastic()))
                .filter(request -> request.getState()
                        .equals(exchange.getRequest().getQueryParams().getFirst("state")));
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doOnNext(found -> exchange.getResponse()
                .addCookie(PendingLogin.noCookie(CookieSession.secure(exchange))));
    }
}
