package vn.campaign.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/** The whole system on the real plan, with a link between any two parts and a settable clock for the services. */
final class Site extends Target implements AutoCloseable {

    static final List<String> SERVICES = List.of("reporting-service", "quota-service", "dashboard-service");

    final CampaignSystem system;

    private final Map<String, Link> toBroker = new TreeMap<>();
    private final Map<String, Link> toStore = new TreeMap<>();
    private final Map<String, Link> fromClients = new TreeMap<>();
    private final Path backup;
    private final @Nullable Path previous;

    /** @param previous a built checkout of an earlier version, for a rolling upgrade */
    Site(String name, @Nullable Path previous) {
        this.previous = previous;
        for (String service : SERVICES) {
            toBroker.put(service, new Link(service + " to broker"));
        }
        for (String service : List.of("reporting-service", "dashboard-service")) {
            fromClients.put(service, new Link("clients to " + service));
        }
        toStore.put("quota-service", new Link("quota-service to store"));
        toStore.put("dashboard-service", new Link("dashboard-service to store"));
        system = CampaignSystem.named(name)
                .onDrivenClock()
                .javaOptions(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"))
                .environment(this::addresses)
                .build();
        backup = Path.of("target", name + "-backup-" + ProcessHandle.current().pid());
        connect();
    }

    /** The addresses that each service uses for the others; further instances use the true addresses. */
    private Map<String, String> addresses(String service) {
        Map<String, String> addresses = new HashMap<>();
        if (toBroker.containsKey(service)) {
            addresses.put(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "127.0.0.1:" + toBroker.get(service).port());
        }
        if (toStore.containsKey(service)) {
            addresses.put(
                    "MONGODB_URI",
                    "mongodb://127.0.0.1:%d/campaign"
                            .formatted(toStore.get(service).port()));
        }
        return addresses;
    }

    private void connect() {
        toBroker.forEach((service, link) -> {
            int port = Ports.free();
            system.broker.listen("TO_" + service.replace("-service", "").toUpperCase(Locale.ROOT), port, link.port());
            link.to(port);
        });
        toStore.values()
                .forEach(link -> link.to(URI.create(system.store.uri("")).getPort()));
        fromClients.forEach((service, link) -> link.to(system.uri(service, "").getPort()));
    }

    Site start() {
        setClock(Duration.ZERO);
        system.start();
        system.store.close();
        copy(system.store.dataFiles(), backup);
        system.store.start();
        awaitReady();
        try (Planner planner = new Planner(this, new Random())) {
            planner.addAreas();
        }
        return this;
    }

    /** Where an earlier version is, if given. */
    Optional<Path> previous() {
        return Optional.ofNullable(previous);
    }

    /** All parts but the identity provider, whose keys the services cache. */
    List<LocalProcess> parts() {
        return List.of(system.reporting, system.quota, system.dashboard, system.broker, system.store);
    }

    List<Link> links() {
        return Stream.of(toBroker, toStore, fromClients)
                .flatMap(links -> links.values().stream())
                .toList();
    }

    Set<Link> linksToBroker() {
        return Set.copyOf(toBroker.values());
    }

    Set<Link> linksToStore() {
        return Set.copyOf(toStore.values());
    }

    @Override
    URI client(String service, String path) {
        return URI.create(
                "http://127.0.0.1:" + fromClients.get(service).port() + CampaignSystem.basePath(service) + path);
    }

    /** Sets the services' clock ahead of the system's or, if negative, behind it. */
    void setClock(Duration ahead) {
        SimulatedClock.startingAt(system.clock(), Instant.now().plus(ahead));
    }

    /** Swaps the store's data with the copy made by the previous call, or at the beginning. */
    void restoreBackup() {
        Path present = backup.resolveSibling(backup.getFileName() + "-next");
        system.store.close();
        copy(system.store.dataFiles(), present);
        copy(backup, system.store.dataFiles());
        copy(present, backup);
        system.store.start();
    }

    private static void copy(Path from, Path to) {
        try {
            FileSystemUtils.deleteRecursively(to);
            FileSystemUtils.copyRecursively(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until every part is ready again, without intervention. */
    void awaitReady() {
        parts().forEach(LocalProcess::awaitReady);
    }

    @Override
    String token(String account) {
        return system.tokens.apply(account);
    }

    @Override
    JsonNode read(String path) {
        var answer = system.client.get("dashboard-service", path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " " + answer.statusCode() + " " + answer.body());
        }
        return ContractJson.mapper().readTree(answer.body());
    }

    @Override
    public void close() {
        links().forEach(Link::heal);
        system.close();
        links().forEach(Link::close);
    }
}
