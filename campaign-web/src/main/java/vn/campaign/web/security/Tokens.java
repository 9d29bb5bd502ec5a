package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Grant;

/**
 * Tells who a token is of: its signature by a public key of the issuer's with an asymmetric algorithm, issuer, audience
 * and time are checked (RFC 9068 without its media type, which not every provider sets). A token that was found good is
 * remembered until it ends, since a signature costs more than all the rest of a request.
 */
public final class Tokens {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration KEYS_OUTLIVE_PROVIDER = Duration.ofHours(1);
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(10);
    private static final int MAX_REMEMBERED = 50_000;
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}@._:-]{1,128}");

    private final IdentityProvider provider;
    private final AccessProperties properties;
    private final Cache<String, Caller> known = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(5))
            // The little upkeep there is costs less than to hand it to another thread.
            .executor(Runnable::run)
            .build();
    private volatile JwtDecoder decoder;

    public Tokens(IdentityProvider provider, AccessProperties properties) {
        this.provider = provider;
        this.properties = properties;
    }

    /** Whose token it is, if that is known already and the token still holds. */
    public Optional<Caller> remembered(String token) {
        return Optional.ofNullable(known.getIfPresent(token))
                .filter(caller -> Instant.now().isBefore(caller.expires().plus(SKEW)));
    }

    /**
     * Whose token it is; may ask the provider for its keys.
     *
     * @throws BadJwtException when it is not good
     * @throws IdentityProviderUnavailableException when that cannot be told now
     */
    public Caller read(String token) {
        return remembered(token).orElseGet(() -> {
            Caller caller = caller(decode(token));
            known.put(token, caller);
            return caller;
        });
    }

    private Jwt decode(String token) {
        try {
            return decoder().decode(token);
        } catch (BadJwtException bad) {
            throw bad;
        } catch (JwtException noKeys) {
            throw new IdentityProviderUnavailableException(noKeys);
        }
    }

    private static Caller caller(Jwt token) {
        String username = token.getClaimAsString("preferred_username");
        String name = username == null ? token.getSubject() : username;
        if (name == null || !NAME.matcher(name).matches()) {
            throw new BadJwtException("the token names nobody");
        }
        if (token.getExpiresAt() == null) {
            throw new BadJwtException("the token never ends");
        }
        List<String> grants = token.hasClaim("grants") ? token.getClaimAsStringList("grants") : List.of();
        return new Caller(
                name,
                grants.stream().flatMap(text -> Grant.parse(text).stream()).toList(),
                token.getExpiresAt());
    }

    private JwtDecoder decoder() {
        JwtDecoder made = decoder;
        if (made == null) {
            NimbusJwtDecoder nimbus = NimbusJwtDecoder.withJwkSource(keys())
                    .jwsAlgorithms(all -> all.addAll(
                            Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256)))
                    .build();
            nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(SKEW),
                    new JwtIssuerValidator(properties.issuer()),
                    new JwtAudienceValidator(properties.audience())));
            made = nimbus;
            decoder = made;
        }
        return made;
    }

    /** Asked for again when a token names a key that is not known, but not as often as somebody makes up such names. */
    private JWKSource<SecurityContext> keys() {
        RestTemplate http = new RestTemplate(IdentityProvider.requests());
        ResourceRetriever retriever = address -> {
            try {
                return new Resource(http.getForObject(address.toString(), String.class), "application/json");
            } catch (RestClientException unavailable) {
                throw new IOException("the keys cannot be read", unavailable);
            }
        };
        return JWKSourceBuilder.create(url(provider.keys()), retriever)
                .refreshAheadCache(false)
                .cache(KEYS_KEPT.toMillis(), IdentityProvider.PATIENCE.toMillis())
                .rateLimited(BETWEEN_REQUESTS.toMillis())
                .outageTolerant(KEYS_OUTLIVE_PROVIDER.toMillis())
                .build();
    }

    private static URL url(String address) {
        try {
            return URI.create(address).toURL();
        } catch (MalformedURLException | IllegalArgumentException noAddress) {
            throw new IdentityProviderUnavailableException(noAddress);
        }
    }
}
