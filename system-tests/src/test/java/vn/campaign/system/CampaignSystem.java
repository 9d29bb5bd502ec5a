package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.localstack.StoreProcess;
import vn.campaign.localstack.clock.DrivenClock;

/** The whole system as processes of its own, with the real plan loaded; each part can be killed and started again. */
final class CampaignSystem implements AutoCloseable {

    static final String CAMPAIGN = "/api/v1/campaigns/thanh-an-2023";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path directory;
    private final List<String> options;
    private final Map<String, Integer> ports = new HashMap<>();

    final BrokerProcess broker;
    final StoreProcess store;
    final ServiceProcess quota;
    final ServiceProcess reporting;
    final ServiceProcess dashboard;

    CampaignSystem(String name) {
        this(name, false);
    }

    /** @param driven whether the services go by a clock that the test drives */
    CampaignSystem(String name, boolean driven) {
        this(name, driven, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    }

    /** @param javaOptions of the services; tests start sooner and need less than a benchmark */
    CampaignSystem(String name, boolean driven, List<String> javaOptions) {
        directory = Path.of("target", name + "-" + ProcessHandle.current().pid());
        options = new ArrayList<>(javaOptions);
        if (driven) {
            options.add("-D" + DrivenClock.FILE + "=" + clock().toAbsolutePath());
        }
        broker = new BrokerProcess(directory.resolve("broker"), Ports.free(), Ports.free());
        store = new StoreProcess(directory.resolve("store"), Ports.free());
        List.of("quota-service", "reporting-service", "dashboard-service")
                .forEach(service -> ports.put(service, Ports.free()));
        quota = service("quota-service");
        reporting = service("reporting-service");
        dashboard = service("dashboard-service");
    }

    private ServiceProcess service(String name) {
        int port = ports.get(name);
        return new ServiceProcess(
                name,
                jar(name),
                options,
                environment(port),
                URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"),
                directory.resolve(name + ".log"));
    }

    /** What the driven clocks share. */
    Path clock() {
        return directory.resolve("clock");
    }

    static Path plan() {
        return ROOT.resolve("quota-service/src/main/plans/thanh-an-2023.json");
    }

    static Path jar(String name) {
        return ROOT.resolve(name + "/target/" + name + "-1.0.0-SNAPSHOT.jar");
    }

    Map<String, String> environment(int port) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "MONGODB_URI",
                store.uri("campaign"),
                "DASHBOARD_URL",
                uri("dashboard-service", "").toString(),
                "REPORTING_URL",
                uri("reporting-service", "").toString(),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                String.valueOf(port));
    }

    /** Starts everything and loads the real plan; returns when reports for it are taken. */
    CampaignSystem start() {
        broker.launch();
        store.launch();
        broker.awaitReady();
        store.awaitReady();
        List.of(quota, reporting, dashboard).forEach(ServiceProcess::launch);
        List.of(quota, reporting, dashboard).forEach(ServiceProcess::awaitReady);
        assertThat(send("PUT", "quota-service", CAMPAIGN, plan()).statusCode()).isEqualTo(201);
        await().atMost(PATIENCE)
                .until(() -> get("reporting-service", CAMPAIGN + "/units/xa-co").statusCode() == 200);
        return this;
    }

    HttpResponse<String> get(String service, String path) {
        return send(service, path, HttpRequest.newBuilder().GET());
    }

    HttpResponse<String> put(String service, String path, String json) {
        return send(service, path, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String service, String path) {
        return send(service, path, HttpRequest.newBuilder().DELETE());
    }

    private HttpResponse<String> send(String method, String service, String path, Path file) {
        try {
            return send(service, path, HttpRequest.newBuilder().method(method, BodyPublishers.ofFile(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private HttpResponse<String> send(String service, String path, HttpRequest.Builder request) {
        try {
            return http.send(
                    request.uri(uri(service, path))
                            .header("Content-Type", "application/json")
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    URI uri(String service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + path);
    }

    /** A node's progress and its children's. */
    JsonNode progress(String query) {
        HttpResponse<String> response = get("dashboard-service", CAMPAIGN + "/progress?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ContractJson.mapper().readTree(response.body());
    }

    @Override
    public void close() {
        List.of(dashboard, reporting, quota).forEach(ServiceProcess::close);
        broker.close();
        store.close();
    }
}
