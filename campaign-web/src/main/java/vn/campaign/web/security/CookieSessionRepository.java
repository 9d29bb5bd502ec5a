package vn.campaign.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.client.RestClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps a browser's login in its cookies alone, so that any instance of any service can answer its next request. The access
 * token lives for minutes; the refresh token is of use only to the client with the secret.
 */
final class CookieSessionRepository
        implements ServerSecurityContextRepository, ServerOAuth2AuthorizedClientRepository, ServerLogoutHandler {

    /** The requests of one page arrive together and share one refresh. */
    private static final Duration REFRESH_SHARED_FOR = Duration.ofSeconds(20);

    private static final int MAX_REFRESHES = 10_000;

    private final IdentityProvider provider;
    private final TokenAuthenticator tokens;
    private final FailedAuthentications failures;
    private final SessionCookies cookies;
    private final RestClientRefreshTokenTokenResponseClient client = new RestClientRefreshTokenTokenResponseClient();
    private final Cache<String, OAuth2AccessTokenResponse> refreshed = Caffeine.newBuilder()
            .maximumSize(MAX_REFRESHES)
            .expireAfterWrite(REFRESH_SHARED_FOR)
            .build();

    CookieSessionRepository(
            IdentityProvider provider,
            TokenAuthenticator tokens,
            FailedAuthentications failures,
            AccessProperties properties) {
        this.provider = provider;
        this.tokens = tokens;
        this.failures = failures;
        this.cookies = new SessionCookies(properties);
        client.setRestClient(RestClient.builder()
                .requestFactory(IdentityProvider.requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        String access = SessionCookies.read(exchange, SessionCookies.ACCESS);
        String refresh = SessionCookies.read(exchange, SessionCookies.REFRESH);
        if (access == null && refresh == null
                || exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return Mono.empty();
        }
        Mono<Authentication> caller = access == null
                ? refresh(exchange, refresh, Admission.address(exchange))
                : tokens.byKeysAtHand(access)
                        .onErrorResume(
                                InvalidBearerTokenException.class,
                                invalid -> refresh(
                                        exchange,
                                        refresh,
                                        Objects.requireNonNullElseGet(
                                                TokenAuthenticator.holder(access, invalid),
                                                () -> Admission.address(exchange))));
        return caller.<SecurityContext>map(SecurityContextImpl::new)
                // Loaded more than once for a request, but no cookie is set twice.
                .cache();
    }

    /** @param origin the account whose access token has expired, else the address */
    private Mono<Authentication> refresh(ServerWebExchange exchange, @Nullable String refresh, String origin) {
        return Mono.justOrEmpty(refresh)
                .flatMap(token -> failures.attempt(origin, refreshed(token)))
                .flatMap(response -> authenticate(exchange, refresh, response))
                .onErrorResume(InvalidBearerTokenException.class, bad -> Mono.empty())
                .switchIfEmpty(Mono.fromRunnable(() -> cookies.end(exchange)));
    }

    /** A revoked or expired refresh token ends the session; any other failure does not. */
    private Mono<OAuth2AccessTokenResponse> refreshed(String refresh) {
        return Mono.fromCallable(() -> refreshed.get(refresh, this::request))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(
                        OAuth2AuthorizationException.class,
                        failure -> OAuth2ErrorCodes.INVALID_GRANT.equals(
                                        failure.getError().getErrorCode())
                                ? new InvalidBearerTokenException(failure.getMessage(), failure)
                                : new IdentityProviderUnavailableException(failure));
    }

    private Mono<Authentication> authenticate(
            ServerWebExchange exchange, String refresh, OAuth2AccessTokenResponse response) {
        String access = response.getAccessToken().getTokenValue();
        OAuth2RefreshToken next = response.getRefreshToken();
        return tokens.byNewestKeys(access)
                .doOnNext(caller -> cookies.renew(exchange, access, next == null ? refresh : next.getTokenValue()));
    }

    private OAuth2AccessTokenResponse request(String refresh) {
        // The request must name an access token, which the provider does not read.
        OAuth2AccessToken expired = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, "expired", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        return client.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                provider.registration(), expired, new OAuth2RefreshToken(refresh, Instant.EPOCH)));
    }

    /** {@link #saveAuthorizedClient} sets the cookies. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> saveAuthorizedClient(
            OAuth2AuthorizedClient client, Authentication login, ServerWebExchange exchange) {
        OAuth2RefreshToken refresh = client.getRefreshToken();
        cookies.start(
                exchange,
                client.getAccessToken().getTokenValue(),
                refresh == null ? "" : refresh.getTokenValue(),
                ((OidcUser) login.getPrincipal()).getIdToken().getTokenValue());
        return Mono.empty();
    }

    @Override
    public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
            String registration, Authentication caller, ServerWebExchange exchange) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> removeAuthorizedClient(String registration, Authentication caller, ServerWebExchange exchange) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> logout(WebFilterExchange exchange, Authentication caller) {
        return Mono.fromRunnable(() -> cookies.end(exchange.getExchange()));
    }
}
