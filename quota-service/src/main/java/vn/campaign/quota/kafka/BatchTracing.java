package vn.campaign.quota.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.Tracer.SpanInScope;
import io.micrometer.tracing.propagation.Propagator;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Spans of sampled reports while their batch is counted (decision 17). Each continues the trace of its record, so that one
 * trace leads from the request to the figures; any other record costs a look for one header.
 */
@Component
class BatchTracing {

    /** reporting-service adds it to the records of sampled reports alone. */
    private static final String TRACE_PARENT = "traceparent";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    /** Without an address for traces there is neither. */
    BatchTracing(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.tracer = tracer.getIfAvailable();
        this.propagator = propagator.getIfAvailable();
    }

    /** Runs a batch within its spans; the first of them is current, for exemplars and logs. */
    void around(ConsumerRecords<?, ?> records, Runnable batch) {
        List<Span> spans = tracer == null ? List.of() : start(records);
        if (spans.isEmpty()) {
            batch.run();
            return;
        }
        SpanInScope first = tracer.withSpan(spans.get(0));
        try {
            batch.run();
        } catch (RuntimeException failed) {
            spans.forEach(span -> span.error(failed));
            throw failed;
        } finally {
            first.close();
            spans.forEach(Span::end);
        }
    }

    private List<Span> start(ConsumerRecords<?, ?> records) {
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<?, ?> record : records) {
            if (record.headers().lastHeader(TRACE_PARENT) != null) {
                spans.add(start(record, records.count()));
            }
        }
        return spans;
    }

    private Span start(ConsumerRecord<?, ?> record, int batchSize) {
        return propagator
                .extract(record.headers(), BatchTracing::text)
                .kind(Span.Kind.CONSUMER)
                .name("process " + record.topic())
                .tag("messaging.system", "kafka")
                .tag("messaging.operation.name", "process")
                .tag("messaging.operation.type", "process")
                .tag("messaging.destination.name", record.topic())
                .tag("messaging.destination.partition.id", String.valueOf(record.partition()))
                .tag("messaging.kafka.offset", record.offset())
                .tag("campaign.batch.size", batchSize)
                .start();
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
