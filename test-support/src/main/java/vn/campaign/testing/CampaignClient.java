package vn.campaign.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;
import static vn.campaign.testing.CampaignSystem.CAMPAIGNS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.simulation.Player;

/** HTTP requests to the services of a {@link CampaignSystem}, by default as an account that has every role there. */
public final class CampaignClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Map<String, String> ACCOUNTS =
            Map.of("quota-service", "planner", "reporting-service", Player.DISTRICT, "dashboard-service", "leader");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final BinaryOperator<String> addresses;
    private final UnaryOperator<String> services;
    private final UnaryOperator<String> tokens;

    /**
     * @param addresses the address of an instance's path
     * @param services the service that an instance is one of
     * @param tokens the bearer token of an account
     */
    CampaignClient(BinaryOperator<String> addresses, UnaryOperator<String> services, UnaryOperator<String> tokens) {
        this.addresses = addresses;
        this.services = services;
        this.tokens = tokens;
    }

    public HttpResponse<String> get(String instance, String path) {
        return send(instance, path, HttpRequest.newBuilder().GET());
    }

    public HttpResponse<String> put(String instance, String path, String json) {
        return send(instance, path, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String instance, String path) {
        return send(instance, path, HttpRequest.newBuilder().DELETE());
    }

    private HttpResponse<String> send(String instance, String path, HttpRequest.Builder request) {
        String account = path.contains("/verifications") ? "verifier" : ACCOUNTS.get(services.apply(instance));
        return exchange(
                request.uri(URI.create(addresses.apply(instance, path)))
                        .header("Authorization", "Bearer " + tokens.apply(account))
                        .header("Content-Type", "application/json"),
                BodyHandlers.ofString());
    }

    /** The status of a request with a bearer token, if there is one. */
    public int status(@Nullable String token, String method, String instance, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(addresses.apply(instance, path)))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return exchange(request, BodyHandlers.discarding()).statusCode();
    }

    /** Sends a request as it is; the caller reads or closes the response's body. */
    public HttpResponse<InputStream> open(HttpRequest.Builder request) {
        return exchange(request, BodyHandlers.ofInputStream());
    }

    /** A node's progress and its children's. */
    public JsonNode progress(String query) {
        return dashboard(CAMPAIGN + "/progress?" + query);
    }

    /** A node's progress and its children's, in any campaign. */
    public JsonNode progress(String campaign, String query) {
        return dashboard(CAMPAIGNS + campaign + "/progress?" + query);
    }

    private JsonNode dashboard(String path) {
        HttpResponse<String> response = get("dashboard-service", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ContractJson.mapper().readTree(response.body());
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder builder, HttpResponse.BodyHandler<T> body) {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        try {
            return http.send(request, body);
        } catch (IOException failed) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
