package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.testing.CampaignSystem;

/**
 * The store is backed up while units report, more is stated and the plan is changed, the store is destroyed and restored:
 * every figure must be what it was, and what the backup lacks can only come from Kafka.
 */
final class BackupProof {

    private static final long SEED = 20230625;
    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final Pattern PARTITION = Pattern.compile("partition=\\d+");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A hamlet that gets a zone above it after the backup: its whole history moves. */
    private static final String MOVED = "an-quy";

    private static final List<String> UNITS =
            List.of("thuan-an", "an-hoa", "bu-dinh", "trung-son", "xa-co", MOVED, "hoi-nong-dan", "bchqs-xa");

    private final CampaignSystem system;
    private final Consumer<String> tell;
    private final Random random = new Random(SEED);

    /** Where to follow the newest statement of each partition: once it is counted, all before it are. */
    private final Map<String, String> newest = new HashMap<>();

    private int stated;

    BackupProof(CampaignSystem system, Consumer<String> tell) {
        this.system = system;
        this.tell = tell;
    }

    /** Argument: the data of a {@code ./start} that does not run, of which a copy is taken; none for a system without data. */
    public static void main(String[] arguments) throws Exception {
        try (CampaignSystem system = CampaignSystem.named("backup-proof").build()) {
            if (arguments.length > 0) {
                Path data = Path.of(arguments[0]);
                FileSystemUtils.copyRecursively(data.resolve("broker/data"), system.broker.dataFiles());
                FileSystemUtils.copyRecursively(data.resolve("store/data"), system.store.dataFiles());
            }
            new BackupProof(system.start(), System.out::println).run();
        }
    }

    /** Fails where a figure is not what it was. */
    void run() throws Exception {
        report(0, 5);
        awaitCounted();
        tell.accept(stated + " statements are counted");
        Path copy = system.store.dataFiles().resolveSibling("backup");
        backUpWhileUnitsReport(copy);
        stateMore();
        Map<String, JsonNode> figures = figures();
        long counted = counted();

        destroyStore();
        system.command("restore", copy.toString());
        long restored = counted();
        assertThat(restored).isPositive().isLessThan(counted);
        tell.accept("Destroyed and restored: " + restored + " of " + counted + " events are in the backup");

        awaitAsBefore(figures, counted);
        assertThat(applied()).as("events applied since").isBetween(counted - restored, counted - 1);
        tell.accept("All %d answers are what they were; the other %d events were counted again, from Kafka alone"
                .formatted(figures.size(), counted - restored));

        destroyStore();
        awaitAsBefore(figures, counted);
        tell.accept("Destroyed and not restored: the same, from Kafka's beginning");
    }

    private void awaitAsBefore(Map<String, JsonNode> figures, long counted) {
        List.of(system.quota, system.dashboard).forEach(ServiceProcess::launch);
        List.of(system.quota, system.dashboard).forEach(ServiceProcess::awaitReady);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(figures())
                .isEqualTo(figures));
        awaitCounted();
        assertThat(counted()).as("nobody sent anything again").isEqualTo(counted);
    }

    private void backUpWhileUnitsReport(Path copy) {
        int before = stated;
        CompletableFuture<Void> backup = CompletableFuture.runAsync(() -> system.command("backup", copy.toString()));
        while (!backup.isDone()) {
            report(UNITS.get(random.nextInt(UNITS.size())), FIRST.plusDays(random.nextInt(25)));
        }
        backup.join();
        tell.accept("Backed up to %s, %d statements meanwhile".formatted(copy, stated - before));
    }

    private void stateMore() {
        int before = stated;
        report(3, 8);
        putZoneAbove();
        report(8, 10);
        state("/units/xa-co/verifications/2023-06-25", "ACTIVATED");
        keepReceipt(system.client.delete("reporting-service", CAMPAIGN + "/units/thuan-an/reports/" + FIRST));
        awaitCounted();
        // A fresh instance has nothing in memory that may be older than the store.
        system.dashboard.close();
        system.dashboard.start();
        tell.accept("%d statements and a plan that moves a hamlet after it".formatted(stated - before));
    }

    private void report(int fromDay, int toDay) {
        for (int day = fromDay; day < toDay; day++) {
            for (String unit : UNITS) {
                report(unit, FIRST.plusDays(day));
            }
        }
    }

    private void report(String unit, LocalDate date) {
        state("/units/" + unit + "/reports/" + date, "ACTIVATED_L1");
    }

    private void state(String path, String indicator) {
        Instant observedAt = Instant.parse("2023-07-20T00:00:00Z").plusSeconds(stated);
        String body =
                "{\"counts\":{\"%s\":%d},\"observedAt\":\"%s\"}".formatted(indicator, random.nextInt(1000), observedAt);
        keepReceipt(system.client.put("reporting-service", CAMPAIGN + path, body));
    }

    private void keepReceipt(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String follow =
                ContractJson.mapper().readTree(response.body()).get("follow").asString();
        newest.put(
                PARTITION.matcher(follow).results().findFirst().orElseThrow().group(),
                follow.substring(follow.indexOf("/api/")));
        stated++;
    }

    /** The planner puts a zone between the commune and the hamlet. */
    private void putZoneAbove() {
        ObjectNode plan = (ObjectNode)
                ContractJson.mapper().readTree(CampaignSystem.plan().toFile());
        plan.withArray("units")
                .valueStream()
                .filter(unit -> unit.path("code").asString().equals(MOVED))
                .forEach(unit -> ((ObjectNode) unit).put("parent", "zone"));
        ObjectNode zone = plan.withArray("units").addObject();
        zone.put("code", "zone").put("kind", "TERRITORY").put("parent", "thanh-an");
        zone.putObject("name").put("vi", "Khu");
        HttpResponse<String> response = system.client.put("quota-service", CAMPAIGN, plan.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private void awaitCounted() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(newest.values())
                .allSatisfy(receipt -> assertThat(
                                system.client.get("dashboard-service", receipt).body())
                        .contains("COUNTED")));
    }

    /** The answers of every kind, but for the time at which they were read. */
    private Map<String, JsonNode> figures() {
        Map<String, JsonNode> figures = new TreeMap<>();
        for (String node : List.of("thanh-an", "thanh-an-to-chuc", "zone")) {
            for (String asOf : List.of("2023-06-22", "2023-06-28", "2023-07-15", "2023-09-20")) {
                List.of("1", "2", "all")
                        .forEach(
                                phase -> take(figures, "/progress?node=" + node + "&phase=" + phase + "&asOf=" + asOf));
            }
        }
        UNITS.forEach(unit -> take(figures, "/units/" + unit + "/days?from=2023-06-20&to=2023-07-15"));
        take(figures, "/completeness?from=2023-06-20&to=2023-07-15&asOf=2023-07-15");
        take(figures, "/ranking?phase=1&asOf=2023-07-15");
        take(figures, "/final-summary?asOf=2023-09-20");
        figures.put("history", json(system.client.get("quota-service", CAMPAIGN + "/history")));
        return figures;
    }

    private void take(Map<String, JsonNode> figures, String path) {
        JsonNode answer = json(system.client.get("dashboard-service", CAMPAIGN + path));
        if (answer.get("freshness") instanceof ObjectNode freshness) {
            freshness.remove("at");
        }
        figures.put(path, answer);
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ContractJson.mapper().readTree(response.body());
    }

    /** Events that the stored positions have passed. */
    private long counted() {
        try (MongoClient client = MongoClients.create(system.store.uri("campaign"))) {
            Iterable<Document> positions = client.getDatabase("campaign")
                    .getCollection(CollectionNames.POSITIONS)
                    .find();
            return StreamSupport.stream(positions.spliterator(), false)
                    .mapToLong(position -> ((Number) position.get("offset")).longValue())
                    .sum();
        }
    }

    /** Events that quota-service has applied since its start, by its own count. */
    private long applied() {
        HttpResponse<InputStream> metrics =
                system.client.open(HttpRequest.newBuilder(system.management("quota-service", "/actuator/prometheus"))
                        .header("Authorization", "Bearer " + system.tokens.apply("operator")));
        return new BufferedReader(new InputStreamReader(metrics.body(), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> line.startsWith("campaign_events_applied_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void destroyStore() throws IOException {
        system.quota.kill();
        system.dashboard.kill();
        system.store.kill();
        FileSystemUtils.deleteRecursively(system.store.dataFiles());
        system.store.start();
        assertThat(counted()).isZero();
    }
}
