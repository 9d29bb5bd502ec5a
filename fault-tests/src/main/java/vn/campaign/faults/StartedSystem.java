package vn.campaign.faults;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.identity.Tokens;
import vn.campaign.testing.CampaignSystem;

/** {@code ./start} as its users call it, with data and ports of its own. */
final class StartedSystem extends Target implements AutoCloseable {

    private static final Duration STARTING = Duration.ofMinutes(10);
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final String READY = "Everything is ready.";
    private static final Path DIRECTORY =
            Path.of("target", "start-" + ProcessHandle.current().pid()).toAbsolutePath();

    /** Which environment variables of {@code ./start} say where a service listens, and where it is managed. */
    private static final Map<String, String> SERVICES =
            Map.of("reporting-service", "REPORTING", "quota-service", "QUOTA", "dashboard-service", "DASHBOARD");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Path output = DIRECTORY.resolve("output");
    private final Tokens tokens;
    private final Process process;

    StartedSystem() throws IOException {
        SERVICES.values().forEach(service -> {
            ports.put(service + "_PORT", Ports.free());
            ports.put(service + "_MANAGEMENT_PORT", Ports.free());
        });
        List.of("SITE", "BROKER", "CONTROLLER", "STORE", "IDENTITY")
                .forEach(part -> ports.put(part + "_PORT", Ports.free()));
        tokens = new Tokens(
                "http://127.0.0.1:" + ports.get("IDENTITY_PORT"),
                new Accounts(DIRECTORY.resolve("identity").resolve("accounts.csv")));
        Files.createDirectories(DIRECTORY);
        ProcessBuilder builder = new ProcessBuilder("../start")
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        ports.forEach((name, port) -> builder.environment().put(name, port.toString()));
        builder.environment()
                .putAll(Map.of(
                        "CAMPAIGN_DATA", DIRECTORY.toString(),
                        // What is to be tested is not the limits of a caller.
                        "REQUESTS_PER_SECOND", "1000000",
                        "REQUESTS_BURST", "1000000"));
        process = builder.start();
        try {
            await().atMost(STARTING).until(() -> !process.isAlive() || output().contains(READY));
        } catch (ConditionTimeoutException slow) {
            close();
            throw slow;
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(output());
        }
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processes of its parts that run now. */
    List<ProcessHandle> parts() {
        return process.children().toList();
    }

    /** Waits until each service is ready, without intervention. */
    void awaitReady() {
        await().atMost(RECOVERY).ignoreExceptions().until(() -> SERVICES.values().stream()
                .allMatch(this::isReady));
    }

    private boolean isReady(String service) {
        int port = ports.get(service + "_MANAGEMENT_PORT");
        URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        return get(HttpRequest.newBuilder(readiness).build()).statusCode() == 200;
    }

    @Override
    URI client(String service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get("SITE_PORT") + CampaignSystem.basePath(service) + path);
    }

    @Override
    String token(String account) {
        return tokens.apply(account);
    }

    @Override
    JsonNode read(String path) {
        HttpResponse<String> answer = get(HttpRequest.newBuilder(client("dashboard-service", path))
                .header("Authorization", "Bearer " + token("leader"))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " " + answer.statusCode() + " " + answer.body());
        }
        return ContractJson.mapper().readTree(answer.body());
    }

    private HttpResponse<String> get(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
