package vn.campaign.quota.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.progress.ProgressChanged;
import vn.campaign.quota.QuotaIT;
import vn.campaign.testing.TestIssuer;

@QuotaIT
class ActivationListenerIT {

    private static final long SEED = 20230621;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    ConsumerFactory<byte[], byte[]> consumers;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    ObjectProvider<Tracer> tracer;

    @LocalManagementPort
    int managementPort;

    private final Random random = new Random(SEED);

    @Test
    void everyEventTwiceAndShuffledCountsOnce() {
        StoredFigures figures = new StoredFigures(mongo, "twice");
        figures.plan();
        List<ActivationEvent> events = figures.events(random, 500);
        List<ActivationEvent> delivered = new ArrayList<>(events);
        delivered.addAll(events);
        Collections.shuffle(delivered, random);
        delivered.forEach(event -> kafka.send(EventRecords.write(event)));

        figures.awaitEqualTo(events);
        await().untilAsserted(() -> assertThat(announced("twice")).contains("commune", "hamlet-0", "hamlet-4"));
    }

    @Test
    void whatCannotBeReadIsPutAsideWithItsReasonAndStopsNothing() {
        StoredFigures figures = new StoredFigures(mongo, "poisoned");
        figures.plan();
        List<ActivationEvent> events = figures.events(random, 20);
        for (ActivationEvent event : events) {
            kafka.send(new ProducerRecord<>(Topics.ACTIVATIONS, event.key(), "no event".getBytes(UTF_8)));
            kafka.send(EventRecords.write(event));
        }
        figures.awaitEqualTo(events);

        List<ConsumerRecord<byte[], byte[]>> letters = read(Topics.DEAD_LETTERS).stream()
                .filter(record -> new String(record.key(), UTF_8).startsWith("poisoned/"))
                .toList();
        assertThat(letters).hasSize(20).allSatisfy(letter -> {
            assertThat(new String(letter.value(), UTF_8)).isEqualTo("no event");
            assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).contains("ce_type");
            assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo(Topics.ACTIVATIONS);
            assertThat(Long.parseLong(header(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET)))
                    .isNotNegative();
        });
    }

    @Test
    void aPlanVersionThatDoesNotExistStopsNothing() {
        StoredFigures figures = new StoredFigures(mongo, "forged");
        figures.plan();
        List<ActivationEvent> events = figures.events(random, 20, 999);
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        figures.awaitEqualTo(events);
    }

    @Test
    void operatorsSeeWhatIsCountedAndHowFarBehindItIs() {
        StoredFigures figures = new StoredFigures(mongo, "measured");
        figures.plan();
        double applied = metric("campaign_events_applied_total");
        double merged = metric("campaign_events_merged_total");
        double superseded = metric("campaign_events_superseded_total");
        double unchanged = metric("campaign_events_unchanged_total");
        List<ActivationEvent> events = figures.events(random, 300);
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        figures.awaitEqualTo(events);

        await().untilAsserted(() -> {
            assertThat(metric("campaign_events_applied_total") - applied).isGreaterThanOrEqualTo(600);
            assertThat(metric("campaign_events_unchanged_total") - unchanged).isGreaterThanOrEqualTo(300);
            assertThat(metric("campaign_events_superseded_total") - superseded).isPositive();
            assertThat(metric("campaign_events_merged_total") - merged).isPositive();
            assertThat(metric("campaign_batch_size_sum")).isEqualTo(metric("campaign_events_applied_total"));
            assertThat(metric("campaign_batch_apply_seconds_bucket{le=\"+Inf\"}"))
                    .isPositive();
            assertThat(metric("campaign_compare_and_set_conflicts_total")).isNotNegative();
            assertThat(metric("campaign_plan_version{campaign=\"measured\"}")).isEqualTo(1);
            for (int partition = 0; partition < 3; partition++) {
                assertThat(metric("campaign_lag_records{partition=\"" + partition + "\"}"))
                        .isZero();
            }
        });
        assertThat(tracer.getIfAvailable()).as("nobody takes traces here").isNull();
    }

    /** The value of one series; fails where there is none. */
    private double metric(String series) {
        HttpRequest scrape = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .header("Authorization", "Bearer " + TestIssuer.token("operator", "operator:*"))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(scrape, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(series + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + series));
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private Set<String> announced(String campaign) {
        Set<String> nodes = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record : read(Topics.PROGRESS)) {
            ProgressChanged changed = ContractJson.mapper().readValue(record.value(), ProgressChanged.class);
            if (changed.campaign().equals(campaign)) {
                changed.nodes().forEach(node -> nodes.add(node.node()));
            }
        }
        return nodes;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer("test", "")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
