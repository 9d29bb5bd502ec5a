package vn.campaign.web.security;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.web.problem.ApiException;

/**
 * Admits what an account, or an address without one, may send: no more requests than its rate allows, and no compressed body,
 * of which a few bytes can expand to any size.
 */
final class Admission {

    static final String COMPRESSED = "PACKED";

    private final RateLimiter requests;

    Admission(AccessProperties.Rate rate) {
        requests = new RateLimiter(
                rate.burst(), rate.perSecond(), Duration.ofSeconds(1), "The account sends too many requests.");
    }

    /** Admits a request of the account that a session names, or of nobody. */
    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .doOnNext(account -> admit(exchange, account))
                .switchIfEmpty(Mono.fromRunnable(() -> admit(exchange, null)))
                .then(chain.filter(exchange));
    }

    /** Throws an {@link ApiException} where the request is not admitted. */
    void admit(ServerWebExchange exchange, @Nullable Principal account) {
        if (account instanceof CallerAuthentication authentication) {
            exchange.getAttributes().put(CallerAuthentication.ATTRIBUTE, authentication.getPrincipal());
        }
        requests.take(account == null ? address(exchange) : account.getName());
        if (exchange.getRequest().getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw new ApiException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, COMPRESSED, null, "Send the body without a Content-Encoding.");
        }
    }

    /** Where the request comes from; no account's name begins with a slash. Behind a proxy an address is not resolved. */
    static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return "/" + (remote == null ? "" : remote.getHostString());
    }
}
