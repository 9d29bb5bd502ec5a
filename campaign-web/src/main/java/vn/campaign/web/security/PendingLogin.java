package vn.campaign.web.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log-in between the browser's leaving for the provider and its return, kept in a cookie of that browser: another
 * instance may see the return. What is in it is of use to nobody but that browser.
 */
public record PendingLogin(String state, String redirect, String nonce, String verifier) {

    public static final String COOKIE = "campaign-login";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PATH = "/login";
    private static final JsonMapper JSON = new JsonMapper();

    public static PendingLogin of(OAuth2AuthorizationRequest request) {
        return new PendingLogin(
                request.getState(),
                request.getRedirectUri(),
                request.getAttribute(OidcParameterNames.NONCE),
                request.getAttribute(PkceParameterNames.CODE_VERIFIER));
    }

    /** What a cookie's value holds; empty when it is not one of ours. */
    public static Optional<PendingLogin> read(String cookie) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cookie);
            PendingLogin read = JSON.readValue(new String(json, StandardCharsets.UTF_8), PendingLogin.class);
            return read.state == null || read.redirect == null || read.nonce == null || read.verifier == null
                    ? Optional.empty()
                    : Optional.of(read);
        } catch (IllegalArgumentException | JacksonException foreign) {
            return Optional.empty();
        }
    }

    public ResponseCookie cookie(boolean secure) {
        return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this)), secure);
    }

    /** Ends the cookie. */
    public static ResponseCookie noCookie(boolean secure) {
        return cookie("", secure);
    }

    private static ResponseCookie cookie(String value, boolean secure) {
        return ResponseCookie.from(COOKIE, value)
                .path(PATH)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(value.isEmpty() ? Duration.ZERO : PATIENCE)
                .build();
    }

    /** The request as it was sent. */
    public OAuth2AuthorizationRequest request(ClientRegistration client) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(client.getProviderDetails().getAuthorizationUri())
                .clientId(client.getClientId())
                .redirectUri(redirect)
                .scopes(client.getScopes())
                .state(state)
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID, client.getRegistrationId(),
                        OidcParameterNames.NONCE, nonce,
                        PkceParameterNames.CODE_VERIFIER, verifier))
                .build();
    }
}
