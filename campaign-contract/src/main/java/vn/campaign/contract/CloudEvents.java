package vn.campaign.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in Kafka's binary binding: the attributes are headers, the value is the data as JSON. */
public final class CloudEvents {

    private static final String TYPE = "ce_type";

    private CloudEvents() {}

    /** The headers of one event; {@code time} is when its content was observed, or null if unknown. */
    public static Headers headers(String id, String type, String source, @Nullable Instant time) {
        Headers headers = new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id))
                .add("ce_source", utf8(source))
                .add("content-type", utf8("application/json"));
        if (time != null) {
            headers.add("ce_time", utf8(time.toString()));
        }
        // Whoever reads looks for it from the end, and decodes every name on the way.
        return headers.add(TYPE, utf8(type));
    }

    /** The event's type, or null when the record is not a CloudEvent. */
    public static @Nullable String type(Headers headers) {
        Header header = headers.lastHeader(TYPE);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
