package vn.campaign.web.security;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The headers that Spring Security sets by a writer for each, by one; and what our pages may load. */
final class AnswerHeaders implements ServerHttpHeadersWriter {

    private final ContentPolicy policy;
    private final String issuer;
    private final String api;
    private final boolean kept;

    /** @param kept whether whoever asked may keep the answer */
    AnswerHeaders(ContentPolicy policy, String issuer, boolean kept) {
        this.policy = policy;
        this.issuer = issuer;
        this.api = policy.of(BearerFilter.API, issuer);
        this.kept = kept;
    }

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        set(exchange);
        return Mono.empty();
    }

    void set(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("Content-Security-Policy", path.startsWith(BearerFilter.API) ? api : policy.of(path, issuer));
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-XSS-Protection", "0");
        if ("https".equals(exchange.getRequest().getURI().getScheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
        }
        if (!kept && !headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
            headers.set(HttpHeaders.PRAGMA, "no-cache");
            headers.set(HttpHeaders.EXPIRES, "0");
        }
    }
}
