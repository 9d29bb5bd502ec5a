package vn.campaign.quota.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.DeadLetter.Redriven;

/**
 * A dead letter without its content.
 *
 * @param id its place on the dead-letter topic, by which it is asked for
 * @param at when it was published there
 * @param topic where it was received, and with {@code partition} and {@code offset} at which place
 * @param key the beginning of its key; what is no UTF-8 is replaced
 * @param bytes the size of its value
 * @param redriven how it last was put back, or null when it was not
 */
record DeadLetterSummary(
        DeadLetterId id,
        Instant at,
        String reason,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        int bytes,
        @Nullable Redriven redriven) {

    /** The headers that were added to those received. */
    private static final List<String> ADDED = List.of(
            KafkaHeaders.DLT_ORIGINAL_TOPIC,
            KafkaHeaders.DLT_ORIGINAL_PARTITION,
            KafkaHeaders.DLT_ORIGINAL_OFFSET,
            KafkaHeaders.DLT_EXCEPTION_MESSAGE);

    private static final int MAX_KEY = 200;

    static DeadLetterSummary of(ConsumerRecord<byte[], byte[]> record) {
        DeadLetterId id = DeadLetterId.of(record);
        Instant at = Instant.ofEpochMilli(record.timestamp());
        String reason = text(record, KafkaHeaders.DLT_EXCEPTION_MESSAGE);
        String key = record.key() == null ? null : RecordContent.beginning(new String(record.key(), UTF_8), MAX_KEY);
        int bytes = record.value() == null ? 0 : record.value().length;
        try {
            int partition = Integer.parseInt(text(record, KafkaHeaders.DLT_ORIGINAL_PARTITION));
            long offset = Long.parseLong(text(record, KafkaHeaders.DLT_ORIGINAL_OFFSET));
            String topic = text(record, KafkaHeaders.DLT_ORIGINAL_TOPIC);
            return new DeadLetterSummary(id, at, reason, topic, partition, offset, key, bytes, null);
        } catch (NumberFormatException unknown) {
            // Not published by this service: then its own place is all there is to name.
            return new DeadLetterSummary(
                    id, at, reason, record.topic(), record.partition(), record.offset(), key, bytes, null);
        }
    }

    /** The headers as they were received. */
    static Stream<Header> received(ConsumerRecord<byte[], byte[]> record) {
        return Stream.of(record.headers().toArray()).filter(header -> !ADDED.contains(header.key()));
    }

    DeadLetterSummary with(Redriven how) {
        return new DeadLetterSummary(id, at, reason, topic, partition, offset, key, bytes, how);
    }

    /** The key under which the store notes it. */
    String noted() {
        return Keys.record(topic, partition, offset);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
