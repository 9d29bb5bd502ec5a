package vn.campaign.localstack.identity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.ResourceAccessException;
import vn.campaign.localstack.identity.Accounts.Account;

/** Bearer tokens of accounts by client credentials, each renewed a minute before it expires. */
public final class Tokens implements UnaryOperator<String> {

    private final String issuer;
    private final Accounts accounts;
    private final OAuth2AuthorizedClientManager clients;

    public Tokens(String issuer, Accounts accounts) {
        this.issuer = issuer;
        this.accounts = accounts;
        Map<String, ClientRegistration> registered = new ConcurrentHashMap<>();
        ClientRegistrationRepository registrations = name -> registered.computeIfAbsent(name, this::registration);
        clients = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
    }

    private ClientRegistration registration(String name) {
        Account account = accounts.find(name)
                .orElseThrow(() -> new IllegalStateException("No account " + name + " in " + accounts.file()));
        return ClientRegistration.withRegistrationId(name)
                .clientId(name)
                .clientSecret(account.password())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenUri(issuer + "/oauth2/token")
                .build();
    }

    /** Returns a token of the account that is valid for at least a minute. */
    @Override
    public String apply(String account) {
        var request = OAuth2AuthorizeRequest.withClientRegistrationId(account)
                .principal(account)
                .build();
        try {
            return clients.authorize(request).getAccessToken().getTokenValue();
        } catch (OAuth2AuthorizationException e) {
            String problem = e.getCause() instanceof ResourceAccessException ? "does not answer" : e.getMessage();
            throw new IllegalStateException("The identity provider at " + issuer + ": " + problem, e);
        }
    }
}
