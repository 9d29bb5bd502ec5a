package vn.campaign.reporting.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.Tracer.SpanInScope;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.propagation.Propagator;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.util.context.ContextView;
import vn.campaign.contract.Topics;

/**
 * The spans of sampled requests' events, from the first attempt to publish to the acknowledgement. By hand, because an
 * observation for each event, sampled or not, costs as much as checking the report: decision 20.
 */
public final class PublishSpans {

    /** Where Spring's server keeps the observation of a request; that of a bulk request does not reach its events. */
    private static final String OBSERVATION = "micrometer.observation";

    private final Tracer tracer;
    private final Propagator propagator;

    public PublishSpans(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** A child of the request's span, propagated in the record's headers; no-op where the request is not sampled. */
    Span start(ContextView context, ProducerRecord<?, ?> record) {
        Span request = requestSpan(context);
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

    private static Span requestSpan(ContextView context) {
        Observation observation = context.getOrDefault(OBSERVATION, null);
        TracingContext tracing =
                observation == null ? null : observation.getContext().get(TracingContext.class);
        return tracing == null || tracing.getSpan() == null ? Span.NOOP : tracing.getSpan();
    }

    /** Ends the span with a measurement that names it: the histogram's exemplar. */
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
