package vn.campaign.reporting.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.Tracer.SpanInScope;
import io.micrometer.tracing.propagation.Propagator;
import org.apache.kafka.clients.producer.ProducerRecord;
import vn.campaign.contract.Topics;

/**
 * The spans of sampled requests' events, from the first attempt to publish until Kafka acknowledges; the record carries
 * the context to whoever counts it. An event of a request that is not sampled has none, and its record is as without
 * tracing.
 */
public final class PublishSpans {

    private final Tracer tracer;
    private final Propagator propagator;

    public PublishSpans(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** A span under the request's, told of in the record. */
    Span start(Span request, ProducerRecord<?, ?> record) {
        if (request.isNoop()) {
            return Span.NOOP;
        }
        Span span = tracer.spanBuilder()
                .setParent(request.context())
                .kind(Span.Kind.PRODUCER)
                .name("send " + Topics.ACTIVATIONS)
                .tag("messaging.system", "kafka")
                .tag("messaging.operation.name", "send")
                .tag("messaging.operation.type", "send")
                .tag("messaging.destination.name", Topics.ACTIVATIONS)
                .start();
        propagator.inject(
                span.context(), record.headers(), (headers, name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return span;
    }

    /** Ends the span with a measure that names it: the histogram's exemplar. */
    void end(Span span, Runnable measure) {
        if (span.isNoop()) {
            measure.run();
            return;
        }
        SpanInScope current = tracer.withSpan(span);
        try {
            measure.run();
        } finally {
            current.close();
            span.end();
        }
    }
}
