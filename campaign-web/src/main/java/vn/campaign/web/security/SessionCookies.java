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

    static boolean isSecure(ServerWebExchange exchange) {
        return "https".equals(exchange.getRequest().getURI().getScheme());
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

    /** The browser keeps the cookie for the whole session, and drops it when it has no value. */
    private void set(ServerWebExchange exchange, String name, String value, String path) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(path)
                .domain(properties.cookieDomain().isBlank() ? null : properties.cookieDomain())
                .httpOnly(true)
                .secure(isSecure(exchange))
                // Lax and not Strict: who follows a link from a chat is still logged in.
                .sameSite("Lax")
                .maxAge(value.isEmpty() ? Duration.ZERO : properties.session())
                .build();
        exchange.getResponse().getCookies().put(name, List.of(cookie));
    }
}
