package vn.campaign.web.security;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** The cookies of a login, which the services share: access token, refresh token, and for the logout the ID token. */
final class SessionCookies {

    static final String ACCESS = "campaign-access";
    static final String REFRESH = "campaign-refresh";
    static final String IDENTITY = "campaign-identity";

    private final AccessProperties properties;

    SessionCookies(AccessProperties properties) {
        this.properties = properties;
    }

    static @Nullable String read(ServerWebExchange exchange, String name) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    void start(ServerWebExchange exchange, String access, String refresh, String identity) {
        renew(exchange, access, refresh);
        set(exchange, IDENTITY, identity, "/logout");
    }

    void renew(ServerWebExchange exchange, String access, String refresh) {
        set(exchange, ACCESS, access, "/");
        set(exchange, REFRESH, refresh, "/");
    }

    void end(ServerWebExchange exchange) {
        start(exchange, "", "", "");
    }

    private void set(ServerWebExchange exchange, String name, String value, String path) {
        set(exchange, name, value, path, properties.session(), properties.cookieDomain());
    }

    /** The browser keeps the cookie until its age, and drops it when it has no value. */
    static void set(
            ServerWebExchange exchange, String name, String value, String path, Duration maxAge, String domain) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(path)
                .domain(domain.isBlank() ? null : domain)
                .httpOnly(true)
                .secure("https".equals(exchange.getRequest().getURI().getScheme()))
                // Lax and not Strict: who follows a link from a chat is still logged in.
                .sameSite("Lax")
                .maxAge(value.isEmpty() ? Duration.ZERO : maxAge)
                .build();
        exchange.getResponse().getCookies().put(name, List.of(cookie));
    }
}
