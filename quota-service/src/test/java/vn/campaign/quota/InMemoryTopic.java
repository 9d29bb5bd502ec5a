package vn.campaign.quota;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.springframework.kafka.core.ConsumerFactory;

/** A topic of one partition, of which each poll gives one record. */
public final class InMemoryTopic {

    private final TopicPartition partition;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** Runs before each poll. */
    private volatile Runnable beforePoll = () -> {};

    public InMemoryTopic(String name) {
        partition = new TopicPartition(name, 0);
    }

    /** A topic of records without values. */
    public InMemoryTopic(String name, int records) {
        this(name);
        for (int i = 0; i < records; i++) {
            add(new ProducerRecord<>(name, null));
        }
    }

    public void add(ProducerRecord<String, byte[]> record) {
        records.add(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                records.size(),
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty()));
    }

    public void beforePoll(Runnable action) {
        beforePoll = action;
    }

    /** Consumers of this topic; of any other they see no partitions. */
    @SuppressWarnings("unchecked")
    public ConsumerFactory<byte[], byte[]> consumers() {
        ConsumerFactory<byte[], byte[]> consumers = mock();
        when(consumers.createConsumer(any(), any(), any(), any())).thenAnswer(call -> consumer());
        return consumers;
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                partition.topic(),
                List.of(new PartitionInfo(partition.topic(), partition.partition(), null, null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
        records.forEach(record -> consumer.schedulePollTask(() -> {
            beforePoll.run();
            consumer.addRecord(record);
        }));
        return consumer;
    }
}
