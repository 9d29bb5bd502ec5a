package vn.campaign.quota.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads ranges of topics to their end, without a group: what a command or a request needs, beside what a listener follows. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What counting fetches at once is too much beside what a command keeps, however many partitions there are. */
    private static final Map<String, Object> MODEST = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);

    private final Duration limit;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** @param limit how long each reading may take, however many records arrive */
    public TopicReader(ConsumerFactory<byte[], byte[]> consumers, String purpose, Duration limit, String... topics) {
        this(consumers, purpose, limit, new Properties(), topics);
    }

    /** @param overrides of the consumer's configuration */
    public TopicReader(
            ConsumerFactory<byte[], byte[]> consumers,
            String purpose,
            Duration limit,
            Properties overrides,
            String... topics) {
        this.limit = limit;
        Properties properties = new Properties();
        properties.putAll(MODEST);
        properties.putAll(overrides);
        consumer = consumers.createConsumer(null, null, "-" + purpose, properties);
        partitions = Stream.of(topics)
                .flatMap(topic -> consumer.partitionsFor(topic, TIMEOUT).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    public Map<TopicPartition, Long> beginnings() {
        return new HashMap<>(consumer.beginningOffsets(assigned(), TIMEOUT));
    }

    public Map<TopicPartition, Long> ends() {
        return new HashMap<>(consumer.endOffsets(assigned(), TIMEOUT));
    }

    /** The client warns of each offset that it is told of a partition that is not assigned to it. */
    private List<TopicPartition> assigned() {
        consumer.assign(partitions);
        return partitions;
    }

    /**
     * Reads partitions in batches, a partition's records in their order.
     *
     * @param starts the first offset of each partition
     * @param ends the offset of each partition before which reading ends
     * @throws TimeoutException when the broker sends nothing for ten seconds, or the limit has passed
     */
    public void read(
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            java.util.function.Consumer<List<ConsumerRecord<byte[], byte[]>>> batches) {
        Map<TopicPartition, Long> unfinished = new HashMap<>(ends);
        unfinished.entrySet().removeIf(end -> starts.get(end.getKey()) >= end.getValue());
        consumer.assign(unfinished.keySet());
        unfinished.keySet().forEach(partition -> consumer.seek(partition, starts.get(partition)));
        long began = System.nanoTime();
        long heard = began;
        while (!unfinished.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> batch = within(ends, consumer.poll(POLL));
            if (!batch.isEmpty()) {
                batches.accept(batch);
            }
            boolean finished = unfinished.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            long now = System.nanoTime();
            heard = finished || !batch.isEmpty() ? now : heard;
            if (!unfinished.isEmpty() && (now - heard > TIMEOUT.toNanos() || now - began > limit.toNanos())) {
                throw new TimeoutException("%s were not read to their end: nothing arrived for %s, or it took over %s"
                        .formatted(unfinished.keySet(), TIMEOUT, limit));
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> within(
            Map<TopicPartition, Long> ends, ConsumerRecords<byte[], byte[]> polled) {
        List<ConsumerRecord<byte[], byte[]>> within = new ArrayList<>();
        for (TopicPartition partition : polled.partitions()) {
            polled.records(partition).stream()
                    .filter(record -> record.offset() < ends.get(partition))
                    .forEach(within::add);
        }
        return within;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
