package vn.campaign.contract.event;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;

/** Events as records of {@link Topics#ACTIVATIONS}, and back. */
public final class EventRecords {

    private static final Map<String, Class<?>> TYPES = Stream.of(ActivationEvent.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private EventRecords() {}

    /** The result of reading a record. */
    public sealed interface Reading {}

    /** A valid event. */
    public record Readable(ActivationEvent event) implements Reading {}

    /** A record that violates its schema or whose id is wrong, and why: its bytes alone decide, so a retry cannot succeed. */
    public record Unreadable(String reason) implements Reading {}

    /** Returns the record to publish. */
    public static ProducerRecord<String, byte[]> write(ActivationEvent event) {
        String type = event.getClass().getSimpleName();
        String source = "/campaigns/" + event.campaign() + "/units/" + event.unit();
        Headers headers = CloudEvents.headers(event.eventId(), type, source, event.observedAt());
        byte[] value = ContractJson.mapper().writeValueAsBytes(event);
        return new ProducerRecord<>(Topics.ACTIVATIONS, null, event.key(), value, headers);
    }

    /** Reads a record of any published version; only the value counts, the key is not trusted. */
    public static Reading read(ConsumerRecord<?, byte[]> record) {
        return read(record.headers(), record.value());
    }

    /** Reads headers and value of a record of any published version. */
    public static Reading read(Headers headers, byte @Nullable [] value) {
        String name = CloudEvents.type(headers);
        Class<?> type = name == null ? null : TYPES.get(name);
        if (type == null) {
            return new Unreadable("the ce_type header is " + name);
        }
        if (value == null) {
            return new Unreadable("no value");
        }
        try {
            ActivationEvent event = (ActivationEvent) ContractJson.strict().readValue(value, type);
            if (event == null) {
                return new Unreadable("the value is null");
            }
            return event.eventId().equals(event.statedId())
                    ? new Readable(event)
                    : new Unreadable("the event id is not the hash of what is stated");
        } catch (JacksonException unreadable) {
            return new Unreadable(unreadable.getOriginalMessage());
        }
    }
}
