package vn.campaign.web.security;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.ContractJson;

/**
 * Keeps a login, from the redirect to the provider until the return, in a cookie of the browser: another instance may answer
 * the return. Its contents are of use only to that browser.
 */
final class CookieAuthorizationRequestRepository
        implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String COOKIE = "campaign-login";
    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final JsonMapper JSON =
            JsonMapper.builder(ContractJson.factory()).build();

    private final IdentityProvider provider;
    private final FailedAuthentications failures;

    CookieAuthorizationRequestRepository(IdentityProvider provider, FailedAuthentications failures) {
        this.provider = provider;
        this.failures = failures;
    }

    /** What differs between two requests of the one client. */
    private record PendingLogin(String state, String redirect, String nonce, String verifier) {

        @Nullable
        static PendingLogin parse(String cookie) {
            try {
                PendingLogin read = JSON.readValue(Base64.getUrlDecoder().decode(cookie), PendingLogin.class);
                boolean complete = read != null
                        && read.state != null
                        && read.redirect != null
                        && read.nonce != null
                        && read.verifier != null;
                return complete ? read : null;
            } catch (IllegalArgumentException | JacksonException foreign) {
                return null;
            }
        }

        String format() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
        }

        OAuth2AuthorizationRequest request(ClientRegistration client) {
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

    @Override
    public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        PendingLogin pending = new PendingLogin(
                request.getState(),
                request.getRedirectUri(),
                request.getAttribute(OidcParameterNames.NONCE),
                request.getAttribute(PkceParameterNames.CODE_VERIFIER));
        return Mono.fromRunnable(() -> set(exchange, pending.format()));
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        String state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        return Mono.justOrEmpty(SessionCookies.read(exchange, COOKIE))
                .mapNotNull(PendingLogin::parse)
                .filter(pending -> pending.state().equals(state))
                .flatMap(pending -> Mono.fromCallable(() -> pending.request(provider.registration()))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    /** The provider is asked for the tokens next. */
    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doOnNext(found -> {
            failures.begin(Admission.address(exchange));
            set(exchange, "");
        });
    }

    private static void set(ServerWebExchange exchange, String value) {
        SessionCookies.set(exchange, COOKIE, value, MAX_AGE);
    }
}
