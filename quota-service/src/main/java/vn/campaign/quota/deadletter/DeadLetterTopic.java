package vn.campaign.quota.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.plan.Subtrees;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.DeadLetter.Redriven;
import vn.campaign.quota.deadletter.DeadLetterPage.Cursor;
import vn.campaign.quota.mongo.DeadLetterStore;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.quota.topic.TopicReader;

/** Reads the dead-letter topic from its end and redrives records of it; memory holds summaries alone, however large the dead letters are. */
@Component
class DeadLetterTopic {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final DeadLetterStore deadLetters;
    private final CampaignUnits units;
    private final Clock clock;

    DeadLetterTopic(
            ConsumerFactory<byte[], byte[]> consumers,
            KafkaTemplate<byte[], byte[]> kafka,
            DeadLetterStore deadLetters,
            CampaignUnits units,
            Clock clock) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.units = units;
        this.clock = clock;
    }

    /** The newest dead letters, below the cursor where there is one; a partition's own are in their order. */
    DeadLetterPage newest(@Nullable Cursor cursor, int limit) {
        try (TopicReader reader = reader()) {
            Map<TopicPartition, Long> beginnings = reader.beginnings();
            Map<TopicPartition, Long> ends = reader.ends();
            if (cursor != null) {
                ends.replaceAll((partition, end) ->
                        Math.min(end, cursor.below().getOrDefault(partition.partition(), beginnings.get(partition))));
            }
            Map<TopicPartition, Long> starts = new HashMap<>();
            ends.forEach((partition, end) -> starts.put(partition, Math.max(beginnings.get(partition), end - limit)));
            Map<Integer, Deque<DeadLetterSummary>> read = new HashMap<>();
            reader.read(
                    starts,
                    ends,
                    records -> records.forEach(
                            record -> read.computeIfAbsent(record.partition(), any -> new ArrayDeque<>())
                                    .add(DeadLetterSummary.of(record))));
            List<DeadLetterSummary> letters = takeNewest(read.values(), limit);
            letters.forEach(letter ->
                    ends.merge(letter.id().topicPartition(), letter.id().offset(), Math::min));
            ends.entrySet().removeIf(end -> end.getValue() <= beginnings.get(end.getKey()));
            return new DeadLetterPage(letters, ends.isEmpty() ? null : cursor(ends));
        }
    }

    private static Cursor cursor(Map<TopicPartition, Long> ends) {
        TreeMap<Integer, Long> below = new TreeMap<>();
        ends.forEach((partition, end) -> below.put(partition.partition(), end));
        return new Cursor(below);
    }

    /** Takes the newest of all partitions' last dead letters until there are enough. */
    private static List<DeadLetterSummary> takeNewest(Collection<Deque<DeadLetterSummary>> partitions, int limit) {
        PriorityQueue<Deque<DeadLetterSummary>> newest =
                new PriorityQueue<>(Comparator.comparing((Deque<DeadLetterSummary> partition) ->
                                partition.getLast().at())
                        .reversed());
        newest.addAll(partitions);
        List<DeadLetterSummary> taken = new ArrayList<>();
        while (taken.size() < limit && !newest.isEmpty()) {
            Deque<DeadLetterSummary> partition = newest.remove();
            taken.add(partition.removeLast());
            if (!partition.isEmpty()) {
                newest.add(partition);
            }
        }
        return taken;
    }

    /** The record of a dead letter, as it is on the topic; empty when there is none. */
    Optional<ConsumerRecord<byte[], byte[]>> find(DeadLetterId id) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        read(List.of(id), found::add);
        return found.stream().findFirst();
    }

    /** A dead letter that was put back, and the place where it is now. */
    record Redelivery(DeadLetterId id, int partition, long offset) {}

    /**
     * Publishes dead letters again, as they were received. Counting is idempotent, so doing it twice changes no figure; a
     * record that still cannot be read becomes a dead letter again.
     *
     * @return what was put back, once the broker has acknowledged it and the store has noted it
     */
    List<Redelivery> redrive(Collection<DeadLetterId> ids, String by) {
        List<Redelivery> redriven = new ArrayList<>();
        Map<String, Subtrees> subtrees = new HashMap<>();
        int partitions = kafka.partitionsFor(Topics.ACTIVATIONS).size();
        read(ids, found -> {
            Integer partition = EventRecords.read(found) instanceof EventRecords.Readable readable
                    ? subtrees.computeIfAbsent(readable.event().campaign(), units::subtrees)
                            .partition(
                                    readable.event().campaign(),
                                    readable.event().unit(),
                                    partitions)
                    : null;
            RecordMetadata written =
                    kafka.send(asReceived(found, partition)).join().getRecordMetadata();
            Redriven how = new Redriven(clock.instant(), by, written.partition(), written.offset());
            DeadLetterSummary letter = DeadLetterSummary.of(found);
            deadLetters.save(List.of(new DeadLetter(
                    letter.topic(), null, letter.partition(), letter.offset(), letter.reason(), letter.at(), how)));
            audit.info("REDRIVEN dead letter {} to {}-{} by {}", letter.id(), how.partition(), how.offset(), by);
            redriven.add(new Redelivery(letter.id(), how.partition(), how.offset()));
        });
        return redriven;
    }

    private static ProducerRecord<byte[], byte[]> asReceived(
            ConsumerRecord<byte[], byte[]> letter, @Nullable Integer partition) {
        return new ProducerRecord<>(
                Topics.ACTIVATIONS,
                partition,
                letter.key(),
                letter.value(),
                DeadLetterSummary.received(letter).toList());
    }

    /** Gives the records of dead letters one after the other; those that are not there are left out. */
    private void read(Collection<DeadLetterId> ids, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (TopicReader reader = reader()) {
            Map<TopicPartition, Long> beginnings = reader.beginnings();
            Map<TopicPartition, Long> ends = reader.ends();
            for (DeadLetterId id : ids) {
                TopicPartition partition = id.topicPartition();
                if (ends.containsKey(partition)
                        && id.offset() >= beginnings.get(partition)
                        && id.offset() < ends.get(partition)) {
                    reader.read(
                            Map.of(partition, id.offset()),
                            Map.of(partition, id.offset() + 1),
                            records -> records.forEach(each));
                }
            }
        }
    }

    /** Fetches little at a time: a dead letter may have two megabytes, and a page may look at some of each partition. */
    private TopicReader reader() {
        Properties small = new Properties();
        small.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
        small.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
        return new TopicReader(consumers, "dead-letters", LIMIT, small, Topics.DEAD_LETTERS);
    }
}
