package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Verifies bearer tokens, by the provider's keys at hand before it is asked for others, and caches whom a verified token
 * authenticates: a signature costs more than the rest of a request.
 */
final class TokenAuthenticator implements ReactiveAuthenticationManagerResolver<ServerWebExchange> {

    private static final int MAX_TOKENS = 50_000;
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final ReactiveAuthenticationManager keysAtHand;
    private final ReactiveAuthenticationManager newestKeys;
    private final FailedAuthentications failures;
    private final Cache<String, Authentication> callers = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfter(Expiry.creating(TokenAuthenticator::age))
            // Handing the maintenance to another thread costs more than doing it.
            .executor(Runnable::run)
            .build();

    /**
     * @param keysAtHand verifies without asking the provider, but where no keys are at hand
     * @param newestKeys asks the provider again for a key that is not at hand
     */
    TokenAuthenticator(
            ReactiveAuthenticationManager keysAtHand,
            ReactiveAuthenticationManager newestKeys,
            FailedAuthentications failures) {
        this.keysAtHand = keysAtHand;
        this.newestKeys = newestKeys;
        this.failures = failures;
    }

    @Override
    public Mono<ReactiveAuthenticationManager> resolve(ServerWebExchange exchange) {
        return Mono.just(bearer -> authenticate(((BearerTokenAuthenticationToken) bearer).getToken(), exchange));
    }

    /** Authenticates a token that a client sent; only one that the keys at hand do not verify can be refused for its origin. */
    Mono<Authentication> authenticate(String token, ServerWebExchange exchange) {
        Authentication caller = callers.getIfPresent(token);
        return caller != null
                ? Mono.just(caller)
                : byKeysAtHand(token)
                        .onErrorResume(
                                failure -> failure instanceof InvalidBearerTokenException invalid
                                        && holder(token, invalid) == null,
                                unverified -> failures.attempt(
                                        Admission.address(exchange),
                                        byNewestKeys(token)
                                                .onErrorMap(TokenAuthenticator::isUnknownKey, unknown -> unverified)));
    }

    /** Authenticates a token without asking the provider for its key. */
    Mono<Authentication> byKeysAtHand(String token) {
        return authenticate(token, keysAtHand);
    }

    /** Authenticates a token that comes from the provider itself. */
    Mono<Authentication> byNewestKeys(String token) {
        return authenticate(token, newestKeys);
    }

    private Mono<Authentication> authenticate(String token, ReactiveAuthenticationManager keys) {
        return Mono.justOrEmpty(callers.getIfPresent(token))
                .switchIfEmpty(Mono.defer(() -> keys.authenticate(new BearerTokenAuthenticationToken(token))
                        .doOnNext(verified -> callers.put(token, verified))
                        .onErrorMap(AuthenticationServiceException.class, IdentityProviderUnavailableException::new)));
    }

    /** The account to which the provider did issue the token, which is not valid any more or not here; null if it did not. */
    static @Nullable String holder(String token, InvalidBearerTokenException invalid) {
        try {
            return invalid.getCause() instanceof JwtValidationException
                    ? JWTParser.parse(token).getJWTClaimsSet().getSubject()
                    : null;
        } catch (ParseException unreadable) {
            return null;
        }
    }

    /** The provider was asked for its keys moments ago, and the token's is not among them. */
    private static boolean isUnknownKey(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof RateLimitReachedException;
    }

    private static Duration age(String token, Authentication authentication) {
        Instant expires = ((CallerAuthentication) authentication).getPrincipal().expires();
        Duration left = Duration.between(Instant.now(), expires.plus(AuthenticationConfiguration.CLOCK_SKEW));
        return left.compareTo(MAX_AGE) < 0 ? left : MAX_AGE;
    }
}
