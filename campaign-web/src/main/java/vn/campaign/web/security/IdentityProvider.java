package vn.campaign.web.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The identity provider as its discovery document describes it (OpenID Connect Discovery 1.0). The document is read on first
 * use, so that a service starts without the provider. Calls block.
 */
final class IdentityProvider {

    /** The id of the only client registration, and part of the addresses of the login. */
    static final String REGISTRATION = "campaign";

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final ParameterizedTypeReference<Map<String, Object>> DISCOVERY =
            new ParameterizedTypeReference<>() {};

    private final AccessProperties properties;
    private final RestClient http =
            RestClient.builder().requestFactory(requests()).build();
    private volatile @Nullable Map<String, Object> discovery;

    IdentityProvider(AccessProperties properties) {
        this.properties = properties;
    }

    /** For requests that end after {@link #TIMEOUT}. */
    static JdkClientHttpRequestFactory requests() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
        requests.setReadTimeout(TIMEOUT);
        return requests;
    }

    /** The client of the pages: authorization code with PKCE. */
    ClientRegistration registration() {
        return ClientRegistrations.fromOidcConfiguration(discovery())
                .registrationId(REGISTRATION)
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid", "profile")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    /** The keys with which it signs tokens. */
    JWKSet keys() throws KeySourceException {
        try {
            String uri = (String) discovery().get("jwks_uri");
            return JWKSet.parse(http.get().uri(uri).retrieve().body(String.class));
        } catch (RestClientException | IdentityProviderUnavailableException | ParseException unavailable) {
            throw new JWKSetUnavailableException("the keys cannot be read", unavailable);
        }
    }

    /** The address at which a browser ends its login with the provider, before it returns to {@code home}. */
    URI endOfSession(String idToken, URI home) {
        return UriComponentsBuilder.fromUriString((String) discovery().get("end_session_endpoint"))
                .queryParam("client_id", "{client}")
                .queryParam("id_token_hint", "{token}")
                .queryParam("post_logout_redirect_uri", "{home}")
                .encode()
                .buildAndExpand(properties.clientId(), idToken, home)
                .toUri();
    }

    private Map<String, Object> discovery() {
        Map<String, Object> known = discovery;
        if (known == null) {
            known = discover();
            discovery = known;
        }
        return known;
    }

    private Map<String, Object> discover() {
        Map<String, Object> found;
        try {
            found = http.get()
                    .uri(properties.reachableAt() + "/.well-known/openid-configuration")
                    .retrieve()
                    .body(DISCOVERY);
        } catch (RestClientException unreachable) {
            throw new IdentityProviderUnavailableException(unreachable);
        }
        Object issuer = found == null ? null : found.get("issuer");
        if (!properties.issuer().equals(issuer)) {
            throw new IdentityProviderUnavailableException(
                    new IllegalStateException("the issuer of the provider is " + issuer));
        }
        return found;
    }
}
