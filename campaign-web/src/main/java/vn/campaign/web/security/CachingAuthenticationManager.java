package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** Caches whom a verified token authenticates: a signature costs more than the rest of a request. */
final class CachingAuthenticationManager implements ReactiveAuthenticationManager {

    private static final int MAX_TOKENS = 50_000;
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final ReactiveAuthenticationManager delegate;
    private final Cache<String, Authentication> callers = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfter(Expiry.creating(CachingAuthenticationManager::age))
            // Handing the maintenance to another thread costs more than doing it.
            .executor(Runnable::run)
            .build();

    CachingAuthenticationManager(ReactiveAuthenticationManager delegate) {
        this.delegate = delegate;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication bearer) {
        return authenticate(((BearerTokenAuthenticationToken) bearer).getToken());
    }

    Mono<Authentication> authenticate(String token) {
        Authentication caller = callers.getIfPresent(token);
        return caller != null
                ? Mono.just(caller)
                : delegate.authenticate(new BearerTokenAuthenticationToken(token))
                        .doOnNext(verified -> callers.put(token, verified))
                        .onErrorMap(AuthenticationServiceException.class, IdentityProviderUnavailableException::new);
    }

    private static Duration age(String token, Authentication authentication) {
        Instant expires = ((CallerAuthentication) authentication).getPrincipal().expires();
        Duration left = Duration.between(Instant.now(), expires.plus(AuthenticationConfiguration.CLOCK_SKEW));
        return left.compareTo(MAX_AGE) < 0 ? left : MAX_AGE;
    }
}
