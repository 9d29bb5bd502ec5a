package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.jwt.BadJwtException;
import vn.campaign.web.access.Caller;

/**
 * A browser's log-in, kept in its cookies alone, so that any instance of any service can answer its next request: the
 * access token, which lives for minutes, and the refresh token, which only a client with the secret can use.
 */
public final class Sessions {

    public static final String ACCESS = "campaign-access";
    public static final String REFRESH = "campaign-refresh";
    public static final String IDENTITY = "campaign-identity";

    /** Only ending the log-in needs the ID token. */
    private static final String LOGOUT = "/logout";

    /** A page asks for several things at once; all of them are answered by one new token. */
    private static final Duration SHARED = Duration.ofSeconds(20);

    private final IdentityProvider provider;
    private final Tokens tokens;
    private final AccessProperties properties;
    private final RestClientRefreshTokenTokenResponseClient refreshing;
    private final Cache<String, OAuth2AccessTokenResponse> refreshed =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(SHARED).build();

    public Sessions(IdentityProvider provider, Tokens tokens, AccessProperties properties) {
        this.provider = provider;
        this.tokens = tokens;
        this.properties = properties;
        this.refreshing = new RestClientRefreshTokenTokenResponseClient();
        this.refreshing.setRestClient(IdentityProvider.tokenRequests());
    }

    /**
     * What a browser's cookies turned out to be.
     *
     * @param caller whose log-in it is; empty when it has ended
     * @param cookies what the browser is to keep from now on
     */
    public record Resumed(Optional<Caller> caller, List<ResponseCookie> cookies) {}

    /** Whose log-in it is, when that can be told at once. */
    public Optional<Caller> remembered(String access) {
        return access == null ? Optional.empty() : tokens.remembered(access);
    }

    /**
     * Whose log-in it is; may ask the provider for a new access token.
     *
     * @param access the cookie's value, or null
     * @param refresh the cookie's value, or null
     * @param secure whether the browser came by TLS
     * @throws IdentityProviderUnavailableException when that cannot be told now
     */
    public Resumed resume(String access, String refresh, boolean secure) {
        if (access != null) {
            try {
                return new Resumed(Optional.of(tokens.read(access)), List.of());
            } catch (BadJwtException ended) {
                // Only a new one helps.
            }
        }
        return refresh == null ? new Resumed(Optional.empty(), end(secure)) : refresh(refresh, secure);
    }

    private Resumed refresh(String refresh, boolean secure) {
        try {
            OAuth2AccessTokenResponse response = refreshed.get(refresh, this::ask);
            String access = response.getAccessToken().getTokenValue();
            OAuth2RefreshToken next = response.getRefreshToken();
            return new Resumed(
                    Optional.of(tokens.read(access)),
                    List.of(
                            cookie(ACCESS, access, "/", secure),
                            cookie(REFRESH, next == null ? refresh : next.getTokenValue(), "/", secure)));
        } catch (OAuth2AuthorizationException refused) {
            if (refused.getError().getErrorCode().equals("invalid_grant")) {
                return new Resumed(Optional.empty(), end(secure));
            }
            throw new IdentityProviderUnavailableException(refused);
        } catch (BadJwtException bad) {
            return new Resumed(Optional.empty(), end(secure));
        }
    }

    private OAuth2AccessTokenResponse ask(String refresh) {
        Instant before = Instant.EPOCH;
        OAuth2AccessToken ended =
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "ended", before, before.plusSeconds(1));
        return refreshing.getTokenResponse(
                new OAuth2RefreshTokenGrantRequest(provider.pages(), ended, new OAuth2RefreshToken(refresh, before)));
    }

    /** The cookies of a new log-in; {@code refresh} may be null. */
    public List<ResponseCookie> begin(String access, String refresh, String identity, boolean secure) {
        return List.of(
                cookie(ACCESS, access, "/", secure),
                cookie(REFRESH, refresh == null ? "" : refresh, "/", secure),
                cookie(IDENTITY, identity, LOGOUT, secure));
    }

    /** The cookies that end a log-in in the browser. */
    public List<ResponseCookie> end(boolean secure) {
        return List.of(
                cookie(ACCESS, "", "/", secure),
                cookie(REFRESH, "", "/", secure),
                cookie(IDENTITY, "", LOGOUT, secure));
    }

    /** Kept by the browser for the whole session; without a value, given up by it. */
    private ResponseCookie cookie(String name, String value, String path, boolean secure) {
        return ResponseCookie.from(name, value)
                .path(path)
                .domain(properties.cookieDomain().isBlank() ? null : properties.cookieDomain())
                .httpOnly(true)
                .secure(secure)
                // Lax and not Strict: a leader who follows a link from a chat is logged in there, too.
                .sameSite("Lax")
                .maxAge(value.isEmpty() ? Duration.ZERO : properties.session())
                .build();
    }
}
