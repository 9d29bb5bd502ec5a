package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.campaign.localstack.Settings.Role;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.simulation.SimulatedClock;

/**
 * The broker, the store, the identity provider, the three services and the site's proxy, which start and stop together.
 * Between the two, each that ends by itself is started again; the proxy is part of this process, with which all of them end.
 */
final class Stack implements AutoCloseable {

    private final Settings settings;
    private final BrokerProcess broker;
    private final StoreProcess store;
    private final IdentityProcess identity;
    private final List<ServiceProcess> services;
    private final Site site;
    private final CountDownLatch closing = new CountDownLatch(1);

    Stack(Settings settings) {
        this.settings = settings;
        broker = new BrokerProcess(
                settings.broker(), settings.port(Role.BROKER), settings.port(Role.CONTROLLER), settings.log("broker"));
        store = new StoreProcess(settings.store(), settings.port(Role.STORE), settings.log("store"));
        identity = new IdentityProcess(
                new Accounts(settings.accounts()),
                settings.port(Role.IDENTITY),
                Site.pages(settings.url(Role.SITE), "http://127.0.0.1:" + settings.port(Role.REPORTING)),
                settings.log("identity"));
        services = List.of(
                service("quota-service", Role.QUOTA, Role.QUOTA_MANAGEMENT),
                service("reporting-service", Role.REPORTING, Role.REPORTING_MANAGEMENT),
                service("dashboard-service", Role.DASHBOARD, Role.DASHBOARD_MANAGEMENT));
        site = new Site(
                settings.port(Role.SITE),
                Map.of(
                        "",
                        settings.port(Role.DASHBOARD),
                        Site.REPORT,
                        settings.port(Role.REPORTING),
                        Site.PLAN,
                        settings.port(Role.QUOTA)));
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
        site.start();
        launchAndAwait(services);
    }

    private void launchAndAwait(List<? extends LocalProcess> processes) {
        processes.forEach(this::launch);
        processes.forEach(LocalProcess::awaitReady);
    }

    private synchronized void launch(LocalProcess process) {
        if (isClosing()) {
            throw new IllegalStateException("Stopped while starting");
        }
        process.launch();
    }

    /** From now on starts each part again that ends by itself, and tells so each time. */
    void supervise(Consumer<String> tell) {
        Stream.concat(Stream.of(broker, store, identity), services.stream()).forEach(part -> {
            Thread supervisor = new Thread(() -> startAgainAndAgain(part, tell), "supervisor of " + part.name());
            supervisor.setDaemon(true);
            supervisor.start();
        });
    }

    private void startAgainAndAgain(LocalProcess part, Consumer<String> tell) {
        RestartDelay delay = new RestartDelay();
        while (true) {
            long launched = System.nanoTime();
            int status = part.onExit().join();
            Duration pause = delay.after(Duration.ofNanos(System.nanoTime() - launched));
            if (isClosing()) {
                return;
            }
            tell.accept("%s ended by itself with status %d; it is started again in %d s. Its log: %s"
                    .formatted(part.name(), status, pause.toSeconds(), part.log()));
            if (awaitClosing(pause)) {
                return;
            }
            try {
                launch(part);
            } catch (IllegalStateException stopped) {
                return;
            } catch (UncheckedIOException failed) {
                tell.accept(failed.getMessage());
            }
        }
    }

    private boolean awaitClosing(Duration atMost) {
        try {
            return closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Returns once it is being closed. */
    void awaitClosing() {
        awaitClosing(Duration.ofMillis(Long.MAX_VALUE));
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Stops everything, the services before what they depend on. */
    @Override
    public void close() {
        synchronized (this) {
            closing.countDown();
        }
        site.close();
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
