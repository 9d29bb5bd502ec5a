package vn.campaign.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.testing.CampaignSystem;

/**
 * Measures what each part logs, and the share of a core that each service takes: at a start, in a minute at rest, and in a
 * minute without the broker, the store or the identity provider, while each service is probed and asked for something once a second.
 */
final class Outages implements AutoCloseable {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final String UNIT = "thuan-an";

    private final CampaignSystem system = CampaignSystem.named("outages").build();
    private final List<LocalProcess> services = List.of(system.reporting, system.quota, system.dashboard);
    private final List<LocalProcess> others = List.of(system.broker, system.store, system.identity);

    /** Prints a table. */
    static void measure() {
        try (Outages outages = new Outages()) {
            outages.run();
        }
    }

    private void run() {
        System.out.println(
                "| lines, and share of a core | reporting-service | quota-service | dashboard-service | broker "
                        + "| store | identity provider |\n|---|---|---|---|---|---|---|");
        system.start();
        print("start", counts(Outages::lines), Map.of());
        Run.pause(SETTLING.toMillis());
        minute("a minute at rest");
        for (LocalProcess part : others) {
            part.kill();
            ScheduledExecutorService people = people();
            minute("a minute without the " + part.name());
            people.shutdownNow();
            part.start();
            services.forEach(LocalProcess::awaitReady);
            Run.pause(SETTLING.toMillis());
        }
    }

    private ScheduledExecutorService people() {
        ScheduledExecutorService people = Executors.newScheduledThreadPool(2 * services.size(), task -> {
            Thread thread = new Thread(task, "people");
            thread.setDaemon(true);
            return thread;
        });
        String report = CampaignSystem.CAMPAIGN + "/units/" + UNIT + "/reports/" + Load.FIRST;
        everySecond(people, () -> system.client.put("reporting-service", report, "{\"counts\":{\"ACTIVATED_L1\":1}}"));
        everySecond(people, () -> system.client.get("quota-service", CampaignSystem.CAMPAIGN));
        everySecond(people, () -> system.client.get("dashboard-service", CampaignSystem.CAMPAIGN + "/progress"));
        services.forEach(service -> everySecond(people, () -> probe(service.name())));
        return people;
    }

    private void probe(String service) {
        try (InputStream answer = system.client
                .open(HttpRequest.newBuilder(system.management(service, "/actuator/health/readiness")))
                .body()) {
            answer.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void everySecond(ScheduledExecutorService people, Runnable request) {
        people.scheduleWithFixedDelay(
                () -> {
                    try {
                        request.run();
                    } catch (RuntimeException unanswered) {
                        // As expected.
                    }
                },
                0,
                1,
                TimeUnit.SECONDS);
    }

    private void minute(String what) {
        Map<LocalProcess, Long> lines = counts(Outages::lines);
        Map<LocalProcess, Long> cpu = counts(Outages::cpuMillis);
        Run.pause(MINUTE.toMillis());
        print(what, since(lines, Outages::lines), since(cpu, Outages::cpuMillis));
    }

    private Map<LocalProcess, Long> counts(ToLongFunction<LocalProcess> count) {
        Map<LocalProcess, Long> counts = new LinkedHashMap<>();
        Stream.concat(services.stream(), others.stream()).forEach(part -> counts.put(part, count.applyAsLong(part)));
        return counts;
    }

    private static Map<LocalProcess, Long> since(Map<LocalProcess, Long> before, ToLongFunction<LocalProcess> count) {
        Map<LocalProcess, Long> since = new LinkedHashMap<>(before);
        since.replaceAll((part, was) -> count.applyAsLong(part) - was);
        return since;
    }

    private static long lines(LocalProcess part) {
        try (Stream<String> lines = Files.lines(part.log())) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpuMillis(LocalProcess part) {
        return ProcessHandle.of(part.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .orElse(0L);
    }

    private static void print(String what, Map<LocalProcess, Long> lines, Map<LocalProcess, Long> cpuMillis) {
        StringBuilder row = new StringBuilder("| " + what);
        lines.forEach((part, count) -> {
            row.append(" | ").append(count);
            if (cpuMillis.getOrDefault(part, 0L) > 0) {
                row.append(", %.1f %%".formatted(cpuMillis.get(part) * 100.0 / MINUTE.toMillis()));
            }
        });
        System.out.println(row + " |");
    }

    @Override
    public void close() {
        system.close();
    }
}
