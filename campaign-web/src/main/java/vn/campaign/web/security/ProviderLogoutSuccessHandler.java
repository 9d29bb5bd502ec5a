package vn.campaign.web.security;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Ends the login with the provider as well, so that the next one on a shared phone asks for a password. */
final class ProviderLogoutSuccessHandler implements ServerLogoutSuccessHandler {

    private final IdentityProvider provider;
    private final DefaultServerRedirectStrategy redirects = new DefaultServerRedirectStrategy();

    ProviderLogoutSuccessHandler(IdentityProvider provider) {
        this.provider = provider;
        redirects.setHttpStatus(HttpStatus.SEE_OTHER);
    }

    @Override
    public Mono<Void> onLogoutSuccess(WebFilterExchange filter, Authentication caller) {
        ServerWebExchange exchange = filter.getExchange();
        URI home = UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                .replacePath("/")
                .replaceQuery(null)
                .build()
                .toUri();
        return Mono.justOrEmpty(SessionCookies.read(exchange, SessionCookies.IDENTITY))
                .flatMap(idToken -> Mono.fromCallable(() -> provider.endOfSession(idToken, home))
                        .subscribeOn(Schedulers.boundedElastic()))
                .defaultIfEmpty(home)
                .flatMap(target -> redirects.sendRedirect(exchange, target));
    }
}
