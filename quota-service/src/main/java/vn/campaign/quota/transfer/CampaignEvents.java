package vn.campaign.quota.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.EventRecords;

/** One campaign's events up to the end that the topic had when this was made. */
final class CampaignEvents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final String campaign;
    private long unreadable;

    CampaignEvents(ConsumerFactory<byte[], byte[]> consumers, String campaign) {
        this.campaign = campaign;
        this.consumer = consumers.createConsumer(null, "-export");
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ACTIVATIONS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        ends = new HashMap<>(consumer.endOffsets(partitions));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Gives each event, a partition's own in their order. */
    void read(Consumer<ExportedEvent> each) {
        while (!ends.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    read(record, each);
                }
            }
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Consumer<ExportedEvent> each) {
        if (EventRecords.read(record) instanceof EventRecords.Readable readable) {
            if (readable.event().campaign().equals(campaign)) {
                each.accept(ExportedEvent.of(record));
            }
        } else if (record.key() != null && new String(record.key(), UTF_8).startsWith(campaign + "/")) {
            unreadable++;
        }
    }

    /** How many records of the campaign, by their keys, were no events. */
    long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
