package vn.campaign.quota.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.topic.TopicReader;

/** One campaign's events up to the end that the topic had when this was made. */
final class CampaignEvents implements AutoCloseable {

    private final TopicReader reader;
    private final Map<TopicPartition, Long> ends;
    private final String campaign;
    private long unreadable;

    CampaignEvents(ConsumerFactory<byte[], byte[]> consumers, String campaign) {
        this.campaign = campaign;
        this.reader = new TopicReader(consumers, "export", Topics.ACTIVATIONS);
        this.ends = reader.ends();
    }

    /** Passes on each event, those of a partition in their order. */
    void read(Consumer<? super ExportedEvent> each) {
        reader.read(reader.beginnings(), ends, records -> records.forEach(record -> read(record, each)));
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Consumer<? super ExportedEvent> each) {
        if (EventRecords.read(record) instanceof EventRecords.Readable readable) {
            if (readable.event().campaign().equals(campaign)) {
                each.accept(ExportedEvent.of(record));
            }
        } else if (record.key() != null && new String(record.key(), UTF_8).startsWith(campaign + "/")) {
            unreadable++;
        }
    }

    /** The number of records of the campaign, by their keys, that are no events. */
    long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        reader.close();
    }
}
