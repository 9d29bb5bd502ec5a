package vn.campaign.quota.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.EventRecords;

/**
 * One event as a line of an export.
 *
 * @param partition where it was, and with {@code offset} at which place
 * @param timestamp of the record
 * @param headers of the record, the CloudEvents attributes among them
 * @param data of the event, as it was published
 */
record ExportedEvent(
        int partition, long offset, Instant timestamp, String key, Map<String, String> headers, JsonNode data) {

    static ExportedEvent of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return new ExportedEvent(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? null : new String(record.key(), UTF_8),
                headers,
                ContractJson.mapper().readTree(record.value()));
    }

    EventRecords.Reading read() {
        return EventRecords.read(recordHeaders(), value());
    }

    /** The unit that the event is about. */
    String unit() {
        return data.path("unit").asString();
    }

    /** The record to publish on a partition of the other topic. */
    ProducerRecord<byte[], byte[]> record(int newPartition) {
        return new ProducerRecord<>(
                Topics.ACTIVATIONS,
                newPartition,
                timestamp.toEpochMilli(),
                key == null ? null : key.getBytes(UTF_8),
                value(),
                recordHeaders());
    }

    private Headers recordHeaders() {
        Headers all = new RecordHeaders();
        headers.forEach((name, value) -> all.add(name, value.getBytes(UTF_8)));
        return all;
    }

    private byte[] value() {
        return ContractJson.mapper().writeValueAsBytes(data);
    }
}
