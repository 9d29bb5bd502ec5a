package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.campaign.localstack.Settings.Role;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.simulation.SimulatedClock;

/** The broker, the store, the identity provider and the three services, which start and stop together. */
final class Stack implements AutoCloseable {

    private final Settings settings;
    private final BrokerProcess broker;
    private final StoreProcess store;
    private final IdentityProcess identity;
    private final List<ServiceProcess> services;
    private boolean closing;

    Stack(Settings settings) {
        this.settings = settings;
        broker = new BrokerProcess(
                settings.broker(), settings.port(Role.BROKER), settings.port(Role.CONTROLLER), settings.log("broker"));
        store = new StoreProcess(settings.store(), settings.port(Role.STORE), settings.log("store"));
        identity = new IdentityProcess(
                new Accounts(settings.accounts()),
                settings.port(Role.IDENTITY),
                Stream.of(Role.DASHBOARD, Role.REPORTING, Role.QUOTA)
                        .map(settings::url)
                        .toList(),
                settings.log("identity"));
        services = List.of(
                service("quota-service", Role.QUOTA, Role.QUOTA_MANAGEMENT),
                service("reporting-service", Role.REPORTING, Role.REPORTING_MANAGEMENT),
                service("dashboard-service", Role.DASHBOARD, Role.DASHBOARD_MANAGEMENT));
    }

    private ServiceProcess service(String name, Role role, Role management) {
        var options = new ArrayList<>(
                List.of("-XX:MaxRAMPercentage=10", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError"));
        if (settings.demo()) {
            options.add("-D" + SimulatedClock.FILE + "=" + settings.clock());
        }
        var environment = new HashMap<>(identity.serviceEnvironment());
        environment.putAll(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "MONGODB_URI", store.uri("campaign"),
                "DASHBOARD_URL", settings.url(Role.DASHBOARD),
                "REPORTING_URL", settings.url(Role.REPORTING),
                "SERVER_ADDRESS", "127.0.0.1",
                "SERVER_PORT", Integer.toString(settings.port(role)),
                "MANAGEMENT_PORT", Integer.toString(settings.port(management))));
        return new ServiceProcess(
                name,
                settings.jars().resolve(name + ".jar"),
                options,
                environment,
                URI.create(settings.url(management) + "/actuator/health/readiness"),
                settings.log(name));
    }

    /** Starts everything, reports progress and waits until all is ready; fails with the end of a log otherwise. */
    void start(Consumer<String> tell) {
        services.forEach(service -> copyJar(service.name()));
        tell.accept("Starting the broker, the store and the identity provider");
        launchAndAwait(List.of(broker, store, identity));
        tell.accept("Starting the services");
        launchAndAwait(services);
    }

    private void launchAndAwait(List<? extends LocalProcess> processes) {
        processes.forEach(this::launch);
        processes.forEach(LocalProcess::awaitReady);
    }

    private synchronized void launch(LocalProcess process) {
        if (closing) {
            throw new IllegalStateException("Stopped while starting");
        }
        process.launch();
    }

    /** Waits until one of them exits, and returns it. */
    LocalProcess awaitEnd() {
        return Stream.concat(Stream.of(broker, store, identity), services.stream())
                .map(process -> process.onExit().thenApply(ended -> (LocalProcess) process))
                .reduce((one, other) -> one.applyToEither(other, first -> first))
                .orElseThrow()
                .join();
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** Stops everything, the services before what they depend on. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        LocalProcess.closeAll(services);
        LocalProcess.closeAll(List.of(broker, store, identity));
    }

    private void copyJar(String service) {
        Path copy = settings.jars().resolve(service + ".jar");
        try {
            Files.createDirectories(settings.jars());
            Files.copy(ServiceProcess.jar(settings.root(), service), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the jar of " + service, e);
        }
        ServiceProcess.unpack(copy);
    }
}
