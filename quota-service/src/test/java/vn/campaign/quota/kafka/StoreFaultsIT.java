package vn.campaign.quota.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.StoreLoss;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.StoreProcess;

/**
 * The store fails, loses time, comes back: the figures come out right while the service runs on. Broker and store end with
 * this JVM, after the service, which could not leave its group without them.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class StoreFaultsIT {

    private static final Path DIRECTORY =
            Path.of("target", "store-faults-" + ProcessHandle.current().pid());

    static BrokerProcess broker;
    static StoreProcess store;

    /** On the topic, by any of the tests. */
    private static long published;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    MeterRegistry meters;

    private final Random random = new Random(20230620);

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        broker = new BrokerProcess(DIRECTORY.resolve("broker"), Ports.free(), Ports.free());
        store = new StoreProcess(DIRECTORY.resolve("store"), Ports.free());
        broker.start();
        store.start();
        registry.add("spring.kafka.bootstrap-servers", broker::bootstrapServers);
        registry.add("spring.mongodb.uri", () -> store.uri("faults"));
        registry.add("campaign.topics.partitions", () -> 3);
    }

    @BeforeAll
    static void printSeed() {
        System.out.println("events are made from seed 20230620");
    }

    @Test
    void anOlderCopyOfTheStoreCatchesUpByItself() throws IOException {
        StoredFigures figures = new StoredFigures(mongo, "restored");
        figures.plan();
        List<ActivationEvent> before = figures.events(random, 200);
        publish(before);
        figures.awaitEqualTo(before);

        store.close();
        Path copy = DIRECTORY.resolve("copy");
        FileSystemUtils.copyRecursively(store.dataFiles(), copy);
        store.start();
        List<ActivationEvent> after = figures.events(random, 200);
        publish(after);
        List<ActivationEvent> all =
                Stream.concat(before.stream(), after.stream()).toList();
        figures.awaitEqualTo(all);

        store.close();
        FileSystemUtils.deleteRecursively(store.dataFiles());
        FileSystemUtils.copyRecursively(copy, store.dataFiles());
        store.start();

        figures.awaitEqualTo(all);
        StoreLoss loss = ContractJson.fromDocument(
                mongo.findAll(Document.class, CollectionNames.STORE_LOSSES).get(0), StoreLoss.class);
        await().untilAsserted(() -> assertThat(
                        loss.isRecounted(mongo.findAll(AppliedPosition.class, CollectionNames.POSITIONS)))
                .isTrue());
    }

    @Test
    void anOutageOfTheStoreStopsNothingButTheClock() {
        StoredFigures figures = new StoredFigures(mongo, "outage");
        figures.plan();
        List<ActivationEvent> before = figures.events(random, 100);
        publish(before);
        figures.awaitEqualTo(before);
        await().untilAsserted(() ->
                assertThat(positions()).as("behind all that was published").isEqualTo(published));
        List<String> members = members();
        double failures = failures();

        store.kill();
        List<ActivationEvent> during = figures.events(random, 100);
        publish(during);
        await().during(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(members())
                .isEqualTo(members));
        // An idle partition may have been the first to wait for the store, for as long as a batch then waits.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(failures()).isGreaterThan(failures));
        await().untilAsserted(() -> assertThat(lag()).as("what waits is seen").isEqualTo(100));
        store.start();

        figures.awaitEqualTo(Stream.concat(before.stream(), during.stream()).toList());
        assertThat(members()).isEqualTo(members);
        await().untilAsserted(() -> assertThat(lag()).isZero());
    }

    private long positions() {
        return mongo.findAll(Document.class, CollectionNames.POSITIONS).stream()
                .mapToLong(position -> ((Number) position.get("offset")).longValue())
                .sum();
    }

    private double lag() {
        return meters.get("campaign.lag.records").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private double failures() {
        return meters.get("campaign.batch.failures").counter().count();
    }

    private void publish(List<ActivationEvent> events) {
        published += events.size();
        events.stream()
                .map(event -> kafka.send(EventRecords.write(event)))
                .toList()
                .forEach(sent -> sent.join());
    }

    private static List<String> members() {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            return admin
                    .describeConsumerGroups(List.of("quota-service"))
                    .describedGroups()
                    .get("quota-service")
                    .get()
                    .members()
                    .stream()
                    .map(MemberDescription::consumerId)
                    .toList();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
