package vn.campaign.web.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The identity provider by its own description (OpenID Connect Discovery 1.0), asked when it is first needed: a service
 * starts without it. Calls block.
 */
public final class IdentityProvider {

    /** The only client there is, so its name is in the addresses of the log-in. */
    public static final String REGISTRATION = "campaign";

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ParameterizedTypeReference<Map<String, Object>> DESCRIPTION =
            new ParameterizedTypeReference<>() {};

    private final AccessProperties properties;
    private final RestClient http =
            RestClient.builder().requestFactory(requests()).build();
    private volatile Map<String, Object> description;
    private volatile ClientRegistration pages;

    public IdentityProvider(AccessProperties properties) {
        this.properties = properties;
    }

    /** Requests that end after {@link #PATIENCE}. */
    static JdkClientHttpRequestFactory requests() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        return requests;
    }

    /** For the token endpoint, whose answers are read as OAuth 2 says. */
    static RestClient tokenRequests() {
        return RestClient.builder()
                .requestFactory(requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    /** The client as which pages log in: authorization code with PKCE. */
    public ClientRegistration pages() {
        ClientRegistration known = pages;
        if (known == null) {
            known = ClientRegistrations.fromOidcConfiguration(description())
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
            pages = known;
        }
        return known;
    }

    /** Where its public keys are. */
    String keys() {
        return (String) description().get("jwks_uri");
    }

    /** Where a browser ends the log-in with the provider, too, before it comes {@code back}. */
    public URI endOfSession(String idToken, URI back) {
        return UriComponentsBuilder.fromUriString((String) description().get("end_session_endpoint"))
                .queryParam("client_id", "{client}")
                .queryParam("id_token_hint", "{token}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .encode()
                .buildAndExpand(properties.clientId(), idToken, back)
                .toUri();
    }

    private Map<String, Object> description() {
        Map<String, Object> known = description;
        if (known == null) {
            known = ask();
            description = known;
        }
        return known;
    }

    private Map<String, Object> ask() {
        Map<String, Object> told;
        try {
            told = http.get()
                    .uri(properties.reachableAt() + "/.well-known/openid-configuration")
                    .retrieve()
                    .body(DESCRIPTION);
        } catch (RestClientException unreachable) {
            throw new IdentityProviderUnavailableException(unreachable);
        }
        if (told == null || !properties.issuer().equals(told.get("issuer"))) {
            throw new IdentityProviderUnavailableException(new IllegalStateException(
                    "the provider calls itself " + (told == null ? null : told.get("issuer"))));
        }
        return told;
    }
}
