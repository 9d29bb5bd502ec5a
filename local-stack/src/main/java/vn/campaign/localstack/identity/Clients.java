package vn.campaign.localstack.identity;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import vn.campaign.localstack.identity.Accounts.Account;

/** The pages, through which people log in, and every account as a machine client. */
final class Clients implements RegisteredClientRepository {

    /** How long a removed account still has access. */
    private static final Duration ACCESS = Duration.ofMinutes(5);

    private static final Duration SESSION = Duration.ofDays(30);
    private static final Duration MACHINE = Duration.ofHours(1);

    private final Accounts accounts;
    private final List<String> pages;

    Clients(Accounts accounts, List<String> pages) {
        this.accounts = accounts;
        this.pages = pages;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String name) {
        return accounts.find(name)
                .map(account -> name.equals(Accounts.PAGES) ? pages(account) : machine(account))
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("accounts are changed in their file");
    }

    private RegisteredClient pages(Account account) {
        return client(account)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> pages.forEach(page -> uris.add(page + "/login/oauth2/code/campaign")))
                .postLogoutRedirectUris(uris -> pages.forEach(page -> uris.add(page + "/")))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(SESSION)
                        .build())
                .build();
    }

    private static RegisteredClient machine(Account account) {
        return client(account)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(MACHINE).build())
                .build();
    }

    private static RegisteredClient.Builder client(Account account) {
        return RegisteredClient.withId(account.name())
                .clientId(account.name())
                .clientSecret(account.password())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }
}
