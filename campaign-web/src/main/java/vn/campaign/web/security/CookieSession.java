package vn.campaign.web.security;

import java.util.List;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.campaign.web.access.Caller;

/** {@link Sessions} for WebFlux: read for each request that brings no bearer token, written at log-in and log-out. */
final class CookieSession
        implements ServerSecurityContextRepository, ServerOAuth2AuthorizedClientRepository, ServerLogoutHandler {

    private final Sessions sessions;

    CookieSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        String access = cookie(exchange, Sessions.ACCESS);
        String refresh = cookie(exchange, Sessions.REFRESH);
        if (access == null && refresh == null
                || exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return Mono.empty();
        }
        return Mono.justOrEmpty(sessions.remembered(access))
                .switchIfEmpty(Mono.defer(() -> resume(exchange, access, refresh)))
                .<SecurityContext>map(caller -> new SecurityContextImpl(new CallerToken(caller)))
                // Whoever asks again during the request is told the same, and no cookie is set twice.
                .cache();
    }

    private Mono<Caller> resume(ServerWebExchange exchange, String access, String refresh) {
        return Mono.fromCallable(() -> sessions.resume(access, refresh, secure(exchange)))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(resumed -> set(exchange, resumed.cookies()))
                .flatMap(resumed -> Mono.justOrEmpty(resumed.caller()));
    }

    /** The log-in is kept by {@link #saveAuthorizedClient}. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, SecurityContext context) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> saveAuthorizedClient(
            OAuth2AuthorizedClient client, Authentication login, ServerWebExchange exchange) {
        String refresh = client.getRefreshToken() == null
                ? null
                : client.getRefreshToken().getTokenValue();
        String identity = ((OidcUser) login.getPrincipal()).getIdToken().getTokenValue();
        set(exchange, sessions.begin(client.getAccessToken().getTokenValue(), refresh, identity, secure(exchange)));
        return Mono.empty();
    }

    @Override
    public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
            String registration, Authentication caller, ServerWebExchange exchange) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> removeAuthorizedClient(String registration, Authentication caller, ServerWebExchange exchange) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> logout(WebFilterExchange exchange, Authentication caller) {
        set(exchange.getExchange(), sessions.end(secure(exchange.getExchange())));
        return Mono.empty();
    }

    static boolean secure(ServerWebExchange exchange) {
        return "https".equals(exchange.getRequest().getURI().getScheme());
    }

    static String cookie(ServerWebExchange exchange, String name) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private static void set(ServerWebExchange exchange, List<ResponseCookie> cookies) {
        cookies.forEach(cookie -> exchange.getResponse().getCookies().set(cookie.getName(), cookie));
    }
}
