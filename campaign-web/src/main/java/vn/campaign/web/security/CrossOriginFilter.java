package vn.campaign.web.security;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.web.problem.ApiException;

/**
 * Rejects requests that another site forges, by what the browser itself says of them (Fetch Metadata, else Origin): the rule
 * of Go's {@code http.CrossOriginProtection}. A program sends neither header, and no cookie that it did not set itself.
 */
final class CrossOriginFilter implements WebFilter {

    static final String CODE = "CROSS_SITE";
    static final String FETCH_SITE = "Sec-Fetch-Site";

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        boolean forged = isForged(
                request.getMethod().name(),
                request.getHeaders().getFirst(FETCH_SITE),
                request.getHeaders().getOrigin(),
                request.getURI().getRawAuthority());
        return forged
                ? Mono.error(new ApiException(HttpStatus.FORBIDDEN, CODE, null, "Another site caused this request."))
                : chain.filter(exchange);
    }

    static boolean isForged(String method, @Nullable String fetchSite, @Nullable String origin, String host) {
        if (SAFE_METHODS.contains(method)) {
            return false;
        }
        if (fetchSite != null) {
            return !fetchSite.equals("same-origin") && !fetchSite.equals("none");
        }
        return origin != null && !host.equals(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
