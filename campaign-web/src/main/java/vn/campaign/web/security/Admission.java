package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
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
 * Admits what an account, or an address without one, may send: no more requests than its rate allows, for which a token bucket
 * is kept in this instance until it is full again, and no compressed body, of which a few bytes can expand to any size.
 */
final class Admission {

    static final String TOO_MANY = "TOO_MANY_REQUESTS";
    static final String COMPRESSED = "PACKED";

    private static final int MAX_CALLERS = 200_000;

    private final LoadingCache<String, Bucket> buckets;

    Admission(AccessProperties.Rate rate) {
        Duration untilFull = Duration.ofSeconds(rate.burst() / rate.perSecond() + 1L);
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(untilFull)
                // Handing the maintenance to another thread costs more than doing it.
                .executor(Runnable::run)
                .build(caller -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                        .build());
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
        if (account != null) {
            AuditFilter.setCaller(exchange, account.getName());
        }
        limitRate(account == null ? address(exchange) : account.getName());
        if (exchange.getRequest().getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw new ApiException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, COMPRESSED, null, "Send the body without a Content-Encoding.");
        }
    }

    private void limitRate(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
            ApiException problem = new ApiException(
                    HttpStatus.TOO_MANY_REQUESTS, TOO_MANY, null, "The account sends too many requests.");
            problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
            throw problem;
        }
    }

    /** No account's name begins with a slash. */
    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return "/"
                + (remote == null || remote.getAddress() == null
                        ? ""
                        : remote.getAddress().getHostAddress());
    }
}
