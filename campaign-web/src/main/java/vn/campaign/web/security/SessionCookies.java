package vn.campaign.web.security;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** The cookies of a login to the site: access token, refresh token, and for the logout the ID token. */
final class SessionCookies {

    static final String ACCESS = "campaign-access";
    static final String REFRESH = "campaign-refresh";
    static final String IDENTITY = "campaign-identity";

    private final AccessProperties properties;

    SessionCookies(AccessProperties properties) {
        this.properties = properties;
    }

    /** Reads a cookie; one without the prefix is none where the request came by TLS, for anyone on the way may have set it. */
    static @Nullable String read(ServerWebExchange exchange, String name) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(prefix(exchange) + name);
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    void start(ServerWebExchange exchange, String access, String refresh, String identity) {
        renew(exchange, access, refresh);
        set(exchange, IDENTITY, identity, properties.session());
    }

    void renew(ServerWebExchange exchange, String access, String refresh) {
        set(exchange, ACCESS, access, properties.session());
        set(exchange, REFRESH, refresh, properties.session());
    }

    void end(ServerWebExchange exchange) {
        start(exchange, "", "", "");
    }

    /** The browser keeps the cookie until its age, and drops it when it has no value. */
    static void set(ServerWebExchange exchange, String name, String value, Duration maxAge) {
        String prefix = prefix(exchange);
        ResponseCookie cookie = ResponseCookie.from(prefix + name, value)
                // Of the whole site, as the prefix requires.
                .path("/")
                .httpOnly(true)
                .secure(!prefix.isEmpty())
                // Lax and not Strict: who follows a link from a chat is still logged in.
                .sameSite("Lax")
                .maxAge(value.isEmpty() ? Duration.ZERO : maxAge)
                .build();
        exchange.getResponse().getCookies().put(cookie.getName(), List.of(cookie));
    }

    /** With it a browser keeps a cookie only if this host set it, by TLS; without TLS no browser takes it. */
    private static String prefix(ServerWebExchange exchange) {
        return "https".equals(exchange.getRequest().getURI().getScheme()) ? "__Host-" : "";
    }
}
