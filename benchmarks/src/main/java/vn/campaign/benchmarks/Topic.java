package vn.campaign.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.plan.Subtrees;

/** The end of a topic and the progress of consumer groups on it. */
final class Topic {

    private static final long SEED = 90;

    private final String servers;

    Topic(String servers) {
        this.servers = servers;
    }

    /** Creates another topic, configured like that of the events. */
    void create(String name) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(name, 12, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Every unit reports every day, in random order; after the last day everything is corrected. */
    void fill(Campaign campaign, int from, int events) {
        int reporting = campaign.leaves().size();
        fill(campaign, from, events, number -> number / reporting % campaign.days());
    }

    /** Every unit reports the campaign's last day, in random order, and then corrects it. */
    void fillLastDay(Campaign campaign, int events) {
        fill(campaign, 0, events, number -> campaign.days() - 1);
    }

    private void fill(Campaign campaign, int from, int events, IntUnaryOperator day) {
        List<String> units = List.of();
        Random random = new Random(SEED);
        int reporting = campaign.leaves().size();
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 20);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            Subtrees subtrees = campaign.subtrees();
            int partitions = producer.partitionsFor(Topics.ACTIVATIONS).size();
            for (int number = from; number < from + events; number++) {
                if (number == from || number % reporting == 0) {
                    units = new ArrayList<>(campaign.leaves());
                    Collections.shuffle(units, new Random(SEED + number / reporting));
                }
                String unit = units.get(number % reporting);
                Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                ProducerRecord<String, byte[]> event = EventRecords.write(ActivationReported.of(
                        campaign.code(),
                        unit,
                        campaign.first().plusDays(day.applyAsInt(number)),
                        "unit",
                        Map.of("ACTIVATED_L1", (long) random.nextInt(40), "ACTIVATED_L2", (long) random.nextInt(40)),
                        null,
                        now,
                        now,
                        1,
                        "bench"));
                // As reporting-service does.
                int partition = subtrees.partition(campaign.code(), unit, partitions);
                producer.send(
                        new ProducerRecord<>(event.topic(), partition, event.key(), event.value(), event.headers()));
            }
        }
    }

    /** Returns how many records a consumer group has processed. */
    long committed(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .values()
                    .stream()
                    .mapToLong(position -> position.offset())
                    .sum();
        }
    }
}
