package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.testing.CampaignSystem;

/** Two instances of each service: either may be restarted at any time, and none need be because others are away. */
class RestartsIT {

    private static final long SEED = 20230715;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final LocalDate LAST = ReportStream.FIRST.plusDays(ReportStream.DAYS - 1);
    private static final List<String> SERVICES = List.of("reporting-service", "quota-service", "dashboard-service");

    /** What a service may log in a minute without Kafka, the store or the identity provider; this outage is shorter. */
    private static final int LINES = 100;

    private static final Duration OUTAGE = Duration.ofSeconds(5);

    /** Where the broker comes back after an outage: the second of the addresses that the services are given. */
    private static final int ELSEWHERE = Ports.free();

    /** A campaign on the same plan. */
    private static final String MOVED = "moved";

    /** More than there are threads that may wait for the store. */
    private static final int CROWD = 40 * Runtime.getRuntime().availableProcessors();

    private static CampaignSystem system;
    private static Instances reporting;
    private static Instances quota;
    private static Instances dashboard;

    @BeforeAll
    static void start() {
        System.out.println("reports are made from seed " + SEED);
        system = CampaignSystem.named("restarts")
                .environment(service ->
                        Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", "${KAFKA_BOOTSTRAP_SERVERS},127.0.0.1:" + ELSEWHERE))
                .start();
        reporting = new Instances(system, system.reporting);
        quota = new Instances(system, system.quota);
        dashboard = new Instances(system, system.dashboard);
        List.of(reporting, quota, dashboard).forEach(Instances::awaitReady);
    }

    @AfterAll
    static void stop() {
        List.of(dashboard, reporting, quota).parallelStream().forEach(Instances::close);
        system.close();
    }

    @Test
    void anUpdateUnderLoadLosesNoReportAndShowsNoError() throws Exception {
        try (Follower one = new Follower(system, dashboard);
                Follower other = new Follower(system, dashboard);
                Viewer leader = new Viewer(system, dashboard, CAMPAIGN + "/progress?phase=1");
                Viewer planner = new Viewer(system, quota, CAMPAIGN)) {
            ReportStream reports =
                    new ReportStream((path, body) -> system.client.put(reporting.next(), path, body), SEED);
            try (reports) {
                for (ServiceProcess instance : List.of(system.reporting, system.quota, system.dashboard)) {
                    awaitMore(reports, 20);
                    instance.close();
                    awaitMore(reports, 20);
                    instance.start();
                }
            }

            Map<String, Long> expected = figures(reports);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(shown()).containsAllEntriesOf(expected);
                assertThat(one.figures()).containsAllEntriesOf(expected);
                assertThat(other.figures()).containsAllEntriesOf(expected);
            });
            assertThat(one.faults()).isEmpty();
            assertThat(other.faults()).isEmpty();
            assertThat(leader.faults()).isEmpty();
            assertThat(planner.faults()).isEmpty();
            assertThat(one.streams() + other.streams())
                    .as("who followed the one that went came again")
                    .isGreaterThan(2);
            assertThat(List.of(leader.views(), planner.views())).allMatch(views -> views > 0);
        }
        for (ServiceProcess instance : List.of(system.reporting, system.quota, system.dashboard)) {
            assertEndedByItself(instance);
        }
    }

    @Test
    void whileKafkaAndTheStoreStandStillAllAreAliveAndThoseThatNeedTheStoreAreNotReady() throws Exception {
        List<CompletableFuture<?>> crowd = List.of();
        signal("STOP", system.broker, system.store);
        try {
            crowd = watchers();
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> SERVICES.stream()
                    .allMatch(service -> probe(service, "liveness")));
            assertThat(probe("reporting-service", "readiness")).isTrue();
            assertThat(probe("quota-service", "readiness")).isFalse();
            assertThat(probe("dashboard-service", "readiness")).isFalse();
        } finally {
            signal("CONT", system.broker, system.store);
            crowd.forEach(watcher -> watcher.cancel(true));
        }
        await().atMost(PATIENCE).until(() -> SERVICES.stream().allMatch(service -> probe(service, "readiness")));
    }

    @Test
    void anOutageTakesFewLinesAndABrokerThatComesBackElsewhereIsFound() {
        assertThat(system.logs()).as("a warning for each look at a topic's end").doesNotContain("no longer assigned");
        Map<ServiceProcess, Long> before = lines();
        List.of(system.broker, system.store, system.identity).forEach(LocalProcess::kill);
        await().during(OUTAGE).atMost(PATIENCE).until(() -> SERVICES.stream()
                .allMatch(service -> probe(service, "liveness")));
        lines().forEach((instance, lines) ->
                assertThat(lines - before.get(instance)).as(instance.name()).isLessThan(LINES));

        try (BrokerProcess moved = new BrokerProcess(system.broker.dataFiles().getParent(), ELSEWHERE, Ports.free())) {
            List.of(moved, system.store, system.identity).forEach(LocalProcess::start);
            assertEverythingArrives();
        }
        system.broker.start();
    }

    /** A plan from quota-service to each reporting-service, and reports from each of those to the figures. */
    private static void assertEverythingArrives() {
        system.loadPlan(MOVED);
        for (String unit : ReportStream.UNITS) {
            String report = CampaignSystem.CAMPAIGNS + MOVED + "/units/" + unit + "/reports/" + ReportStream.FIRST;
            await().atMost(PATIENCE)
                    .until(() -> system.client
                                    .put(reporting.next(), report, "{\"counts\":{\"ACTIVATED_L1\":1}}")
                                    .statusCode()
                            == 202);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(level1(
                        system.client.progress(MOVED, "phase=1&asOf=" + LAST).get("node")))
                .isEqualTo(ReportStream.UNITS.size()));
    }

    private static Map<ServiceProcess, Long> lines() {
        return Stream.of(system.reporting, system.quota, system.dashboard)
                .collect(Collectors.toMap(instance -> instance, RestartsIT::lines));
    }

    private static long lines(ServiceProcess instance) {
        try (Stream<String> lines = Files.lines(instance.log())) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void awaitMore(ReportStream reports, int more) {
        int before = reports.acknowledgedCount();
        await().atMost(PATIENCE).until(() -> reports.acknowledgedCount() >= before + more);
    }

    /** By unit, each acknowledged report counted once, and their sum at the commune. */
    private static Map<String, Long> figures(ReportStream reports) {
        Map<String, Long> figures = new HashMap<>(reports.expectedThrough(LAST));
        figures.put(
                "thanh-an", figures.values().stream().mapToLong(Long::longValue).sum());
        return figures;
    }

    private static Map<String, Long> shown() {
        JsonNode view = system.client.progress("phase=1&asOf=" + LAST);
        Map<String, Long> shown = new HashMap<>();
        view.get("children").forEach(child -> shown.put(child.get("code").asString(), level1(child)));
        shown.put("thanh-an", level1(view.get("node")));
        return shown;
    }

    private static long level1(JsonNode node) {
        return node.at("/indicators/ACTIVATED_L1/reportedInPeriod").asLong();
    }

    /** What it had in hand was ended in time; nothing was cut off. */
    private static void assertEndedByItself(ServiceProcess instance) throws IOException {
        String log = Files.readString(instance.log());
        assertThat(log).contains("Commencing graceful shutdown");
        assertThat(log.split("Graceful shutdown complete", -1))
                .as(instance.name())
                .hasSameSizeAs(log.split("Commencing graceful shutdown", -1));
    }

    private static List<CompletableFuture<?>> watchers() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(system.uri("dashboard-service", CAMPAIGN + "/events"))
                .header("Authorization", "Bearer " + system.tokens.apply("leader"))
                .build();
        return IntStream.range(0, CROWD)
                .<CompletableFuture<?>>mapToObj(watcher -> http.sendAsync(request, BodyHandlers.discarding()))
                .toList();
    }

    /** As Kubernetes asks: no answer within five seconds is as bad as a bad one. */
    private static boolean probe(String service, String what) {
        HttpRequest request = HttpRequest.newBuilder(system.management(service, "/actuator/health/" + what))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode() == 200)
                .exceptionally(none -> false)
                .join();
    }

    private static void signal(String signal, LocalProcess... processes) throws Exception {
        for (LocalProcess process : processes) {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
