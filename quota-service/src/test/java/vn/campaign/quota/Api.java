package vn.campaign.quota;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;

/** Asks the service under test in somebody's name. */
public record Api(int port, String authorization) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/plan/api/v1" + path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public JsonNode get(String path) {
        return json(send("GET", path, ""));
    }

    public static JsonNode json(HttpResponse<String> response) {
        return ContractJson.mapper().readTree(response.body());
    }

    /** The status, and the code of a refusal. */
    public static String said(HttpResponse<String> response) {
        JsonNode code = json(response).path("code");
        return response.statusCode() + (code.isMissingNode() ? "" : " " + code.asString());
    }
}
