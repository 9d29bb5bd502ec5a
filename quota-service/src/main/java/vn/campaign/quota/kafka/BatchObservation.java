package vn.campaign.quota.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.stereotype.Component;
import vn.campaign.quota.progress.BatchOutcome;

/**
 * Observes batches: how many events, how fast, how many changed nothing, and how many attempts failed. The spans of sampled
 * reports (decision 17) continue the trace of their record, so that one trace leads from the request to the figures; any
 * other record costs a look for one header.
 */
@Component
class BatchObservation implements RetryListener {

    private static final Logger log = LoggerFactory.getLogger(BatchObservation.class);

    /** reporting-service adds it to the records of sampled reports alone. */
    private static final String TRACE_PARENT = "traceparent";

    private final Timer applying;
    private final DistributionSummary size;
    private final Counter applied;
    private final Counter merged;
    private final Counter superseded;
    private final Counter unchanged;
    private final Counter failures;
    private final Counter unknownPlans;
    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    /** Without an address for traces there is neither a tracer nor a propagator. */
    BatchObservation(MeterRegistry meters, ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.tracer = tracer.getIfAvailable();
        this.propagator = propagator.getIfAvailable();
        applying = Timer.builder("campaign.batch.apply")
                .description("from a batch's arrival to its position moved")
                .publishPercentileHistogram()
                .register(meters);
        size = DistributionSummary.builder("campaign.batch.size")
                .description("events of a batch whose figures are written")
                .register(meters);
        applied = counter(meters, "events.applied", "events whose figures are written, redelivered ones included");
        merged = counter(
                meters, "events.merged", "events written together with an earlier one of their batch, unit and day");
        superseded = counter(meters, "events.superseded", "events for which a newer statement was known");
        unchanged = counter(meters, "events.unchanged", "events that were known already");
        failures = counter(meters, "batch.failures", "failed attempts to count a batch; each is retried");
        unknownPlans = counter(
                meters,
                "events.plan.unknown",
                "batches checked against a plan that neither the store nor the plan topics have");
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("campaign." + name).description(description).register(meters);
    }

    /** Runs a batch, timed and within its spans; the first of them is current, for exemplars and logs. */
    void around(ConsumerRecords<?, ?> records, Runnable batch) {
        List<Span> spans = tracer == null ? List.of() : start(records);
        if (spans.isEmpty()) {
            applying.record(batch);
            return;
        }
        SpanInScope first = tracer.withSpan(spans.get(0));
        try {
            applying.record(batch);
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
                .extract(record.headers(), BatchObservation::text)
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

    void count(int events, BatchOutcome outcome) {
        size.record(events);
        applied.increment(events);
        merged.increment(outcome.merged());
        superseded.increment(outcome.superseded());
        unchanged.increment(outcome.unchanged());
    }

    void countUnknownPlan() {
        unknownPlans.increment();
    }

    /** While a batch is retried, figures stand still. */
    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, Exception failure, int attempt) {
        failures.increment();
        String what = "attempt %d to count %d records failed and is retried".formatted(attempt, records.count());
        if (attempt == 1) {
            log.warn(what, failure);
        } else {
            log.warn(
                    "{}: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
    }

    /** Never called: only batches are consumed. */
    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, Exception failure, int attempt) {}
}
