package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** HTTP calls to the services, as one account. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final UnaryOperator<String> tokens;
    private final String account;

    Api(UnaryOperator<String> tokens, String account) {
        this.tokens = tokens;
        this.account = account;
    }

    /** The status that a GET is answered with. */
    int status(String url) {
        return send(request(url).GET()).statusCode();
    }

    /** Sends a body and returns the answer's; any status but a 2xx is a failure. */
    String send(String method, String url, String contentType, String body) {
        HttpResponse<String> response =
                send(request(url).header("Content-Type", contentType).method(method, BodyPublishers.ofString(body)));
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s %s was answered with %d: %s".formatted(method, url, response.statusCode(), response.body()));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.apply(account));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + request.build().uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
