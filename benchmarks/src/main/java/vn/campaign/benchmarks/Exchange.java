package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import vn.campaign.testing.CampaignSystem;

/** Single requests, however long they take. */
final class Exchange {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Exchange() {}

    /** Sends a file and returns the answer's body. */
    static String send(
            CampaignSystem system,
            String account,
            String method,
            String service,
            String path,
            Path file,
            String contentType) {
        try {
            return exchange(
                    system,
                    account,
                    HttpRequest.newBuilder(system.uri(service, path))
                            .header("Content-Type", contentType)
                            .method(method, BodyPublishers.ofFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an address. */
    static String get(CampaignSystem system, String account, URI address) {
        return exchange(system, account, HttpRequest.newBuilder(address));
    }

    private static String exchange(CampaignSystem system, String account, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    request.header("Authorization", "Bearer " + system.tokens.apply(account))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
