package vn.campaign.web.security;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Ends the log-in with the provider as well, since the next one on a shared phone is to ask for a password. */
final class ProviderLogout implements ServerLogoutSuccessHandler {

    private final IdentityProvider provider;

    ProviderLogout(IdentityProvider provider) {
        this.provider = provider;
    }

    @Override
    public Mono<Void> onLogoutSuccess(WebFilterExchange filter, Authentication caller) {
        var exchange = filter.getExchange();
        URI home = UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                .replacePath("/")
                .replaceQuery(null)
                .build()
                .toUri();
        String identity = CookieSession.cookie(exchange, Sessions.IDENTITY);
        Mono<URI> next = identity == null
                ? Mono.just(home)
                : Mono.fromCallable(() -> provider.endOfSession(identity, home))
                        .subscribeOn(Schedulers.boundedElastic());
        return next.doOnNext(target -> {
                    exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
                    exchange.getResponse().getHeaders().setLocation(target);
                })
                .then(Mono.defer(exchange.getResponse()::setComplete));
    }
}
