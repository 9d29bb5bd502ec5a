package vn.campaign.web.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Verifies tokens of the identity provider, and makes it the provider of the browsers' login. */
@Configuration(proxyBeanMethods = false)
class AuthenticationConfiguration {

    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private static final Duration KEYS_MAX_AGE = Duration.ofMinutes(5);
    private static final Duration KEYS_OUTLIVE_PROVIDER = Duration.ofHours(1);
    private static final Duration KEYS_MIN_INTERVAL = Duration.ofSeconds(10);

    @Bean
    IdentityProvider identityProvider(AccessProperties properties) {
        return new IdentityProvider(properties);
    }

    @Bean
    static FailedAuthentications failedAuthentications(AccessProperties properties) {
        return new FailedAuthentications(properties.rate());
    }

    @Bean
    static TokenAuthenticator tokenAuthenticator(
            IdentityProvider provider, FailedAuthentications failures, AccessProperties properties) {
        JWKSetBasedJWKSource<SecurityContext> newest = keys(provider);
        JWKSource<SecurityContext> atHand = (selector, context) -> selector.select(newest.getJWKSetSource()
                .getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), System.currentTimeMillis(), context));
        return new TokenAuthenticator(
                authenticationManager(atHand, properties), authenticationManager(newest, properties), failures);
    }

    private static ReactiveAuthenticationManager authenticationManager(
            JWKSource<SecurityContext> keys, AccessProperties properties) {
        JwtReactiveAuthenticationManager jwt = new JwtReactiveAuthenticationManager(decoder(keys, properties));
        jwt.setJwtAuthenticationConverter(new CallerConverter());
        return jwt;
    }

    /** By RFC 9068, but for its media type, which not every provider sets. */
    private static ReactiveJwtDecoder decoder(JWKSource<SecurityContext> keys, AccessProperties properties) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(all -> all.addAll(
                        Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256)))
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps,
                new JwtIssuerValidator(properties.issuer()),
                new JwtAudienceValidator(properties.audience())));
        return token -> Mono.fromCallable(() -> decoder.decode(token)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Read again when a token names an unknown key, but not as often as somebody can make up such names. */
    private static JWKSetBasedJWKSource<SecurityContext> keys(IdentityProvider provider) {
        return (JWKSetBasedJWKSource<SecurityContext>) JWKSourceBuilder.create(new JWKSetSource<>() {
                    @Override
                    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, SecurityContext context)
                            throws KeySourceException {
                        return provider.keys();
                    }

                    @Override
                    public void close() {}
                })
                .refreshAheadCache(false)
                .cache(KEYS_MAX_AGE.toMillis(), IdentityProvider.TIMEOUT.toMillis())
                .rateLimited(KEYS_MIN_INTERVAL.toMillis())
                .outageTolerant(KEYS_OUTLIVE_PROVIDER.toMillis())
                .build();
    }

    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(IdentityProvider provider) {
        return id -> id.equals(IdentityProvider.REGISTRATION)
                ? Mono.fromCallable(provider::registration).subscribeOn(Schedulers.boundedElastic())
                : Mono.empty();
    }

    /** The ID token suffices; the provider's user info is not read. */
    @Bean
    ReactiveOAuth2UserService<OidcUserRequest, OidcUser> users() {
        return request -> Mono.just(new DefaultOidcUser(null, request.getIdToken()));
    }

    @Bean
    CookieSessionRepository cookieSessions(
            IdentityProvider provider,
            TokenAuthenticator tokens,
            FailedAuthentications failures,
            AccessProperties properties) {
        return new CookieSessionRepository(provider, tokens, failures, properties);
    }
}
