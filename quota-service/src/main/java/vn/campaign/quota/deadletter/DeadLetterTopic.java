package vn.campaign.quota.deadletter;

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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;

/** Reads the dead-letter topic from its end; of a page, only what is listed stays in memory, however large the letters. */
@Component
class DeadLetterTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConsumerFactory<byte[], byte[]> consumers;

    DeadLetterTopic(ConsumerFactory<byte[], byte[]> consumers) {
        this.consumers = consumers;
    }

    /**
     * Some letters.
     *
     * @param next where the next page goes on, or null when this is the last
     */
    record Page(List<DeadLetterSummary> letters, PageCursor next) {}

    /** The newest letters, below the cursor where there is one; a partition's own are in their order. */
    Page newest(PageCursor cursor, int limit) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            if (cursor != null) {
                ends.replaceAll((partition, end) ->
                        Math.min(end, cursor.below().getOrDefault(partition.partition(), beginnings.get(partition))));
            }
            ends.entrySet().removeIf(end -> end.getValue() <= beginnings.get(end.getKey()));
            Map<TopicPartition, Long> starts = new HashMap<>();
            ends.forEach((partition, end) -> starts.put(partition, Math.max(beginnings.get(partition), end - limit)));
            List<DeadLetterSummary> letters = new ArrayList<>();
            Map<TopicPartition, Long> left = merge(read(consumer, starts, ends), ends, limit, letters);
            left.entrySet().removeIf(end -> end.getValue() <= beginnings.get(end.getKey()));
            return new Page(letters, left.isEmpty() ? null : cursor(left));
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static PageCursor cursor(Map<TopicPartition, Long> left) {
        TreeMap<Integer, Long> below = new TreeMap<>();
        left.forEach((partition, end) -> below.put(partition.partition(), end));
        return new PageCursor(below);
    }

    /** Takes the newest of all partitions' last letters until there are enough; returns where each partition then ends. */
    private static Map<TopicPartition, Long> merge(
            Collection<Deque<DeadLetterSummary>> read,
            Map<TopicPartition, Long> ends,
            int limit,
            List<DeadLetterSummary> taken) {
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        PriorityQueue<Deque<DeadLetterSummary>> newest =
                new PriorityQueue<>(Comparator.comparing((Deque<DeadLetterSummary> partition) ->
                                partition.peekLast().at())
                        .reversed());
        read.stream().filter(partition -> !partition.isEmpty()).forEach(newest::add);
        while (taken.size() < limit && !newest.isEmpty()) {
            Deque<DeadLetterSummary> partition = newest.remove();
            DeadLetterSummary letter = partition.removeLast();
            taken.add(letter);
            DeadLetterId id = DeadLetterId.parse(letter.id()).orElseThrow();
            left.put(id.topicPartition(), id.offset());
            if (!partition.isEmpty()) {
                newest.add(partition);
            }
        }
        return left;
    }

    private static Collection<Deque<DeadLetterSummary>> read(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Deque<DeadLetterSummary>> letters = new HashMap<>();
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : poll(consumer, deadline)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.get(partition)) {
                    letters.computeIfAbsent(partition, any -> new ArrayDeque<>())
                            .add(DeadLetterSummary.of(record));
                }
            }
        }
        return letters.values();
    }

    /** The record of a letter, as it is on the topic; empty when there is none. */
    Optional<ConsumerRecord<byte[], byte[]>> find(DeadLetterId id) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        read(List.of(id), found::add);
        return found.stream().findFirst();
    }

    /** Gives the records of letters one after the other; those that are not there are left out. */
    void read(Collection<DeadLetterId> ids, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (DeadLetterId id : ids) {
                TopicPartition partition = id.topicPartition();
                if (partitions.contains(partition)
                        && id.offset() >= beginnings.get(partition)
                        && id.offset() < ends.get(partition)) {
                    read(consumer, id).ifPresent(each);
                }
            }
        }
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> read(Consumer<byte[], byte[]> consumer, DeadLetterId id) {
        TopicPartition partition = id.topicPartition();
        consumer.assign(List.of(partition));
        consumer.seek(partition, id.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) <= id.offset()) {
            for (ConsumerRecord<byte[], byte[]> record : poll(consumer, deadline)) {
                if (record.offset() == id.offset()) {
                    return Optional.of(record);
                }
            }
        }
        return Optional.empty();
    }

    private static Iterable<ConsumerRecord<byte[], byte[]>> poll(Consumer<byte[], byte[]> consumer, long deadline) {
        if (System.nanoTime() > deadline) {
            throw new TimeoutException("the dead-letter topic does not answer");
        }
        return consumer.poll(POLL);
    }

    /** Takes little at a time: a letter may be as large as two megabytes, and a page may look at some of each partition. */
    private Consumer<byte[], byte[]> consumer() {
        Properties small = new Properties();
        small.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
        small.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
        small.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
        return consumers.createConsumer(null, null, "-dead-letters", small);
    }
}
