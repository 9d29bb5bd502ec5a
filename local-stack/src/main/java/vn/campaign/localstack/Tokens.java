package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.localstack.identity.Account;
import vn.campaign.localstack.identity.Accounts;

/** Bearer tokens of accounts by client credentials, each renewed shortly before it expires. */
public final class Tokens implements UnaryOperator<String> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String issuer;
    private final Accounts accounts;
    private final Map<String, Token> held = new ConcurrentHashMap<>();

    private record Token(String value, Instant expires) {}

    public Tokens(String issuer, Accounts accounts) {
        this.issuer = issuer;
        this.accounts = accounts;
    }

    /** Returns a token of the account that is valid for at least a minute. */
    @Override
    public String apply(String account) {
        return held.compute(
                        account,
                        (name, token) ->
                                token != null && Instant.now().plus(EARLY).isBefore(token.expires) ? token : ask(name))
                .value;
    }

    private Token ask(String name) {
        Account account = accounts.find(name)
                .orElseThrow(() -> new IllegalStateException("No account " + name + " in " + accounts.file()));
        String credentials = account.name() + ":" + account.password();
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "The identity provider gave no token: %d %s".formatted(response.statusCode(), response.body()));
            }
            JsonNode answer = JSON.readTree(response.body());
            return new Token(
                    answer.path("access_token").asString(),
                    Instant.now().plusSeconds(answer.path("expires_in").asLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("The identity provider does not answer at " + issuer, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
