package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.stereotype.Component;
import vn.campaign.quota.progress.BatchOutcome;

/** Measures batches: how many events, how fast, how many changed nothing, and how many attempts failed. */
@Component
class BatchMetrics implements RetryListener {

    private static final Logger log = LoggerFactory.getLogger(BatchMetrics.class);

    private final Timer applying;
    private final DistributionSummary size;
    private final Counter applied;
    private final Counter merged;
    private final Counter superseded;
    private final Counter unchanged;
    private final Counter failures;

    BatchMetrics(MeterRegistry meters) {
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
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("campaign." + name).description(description).register(meters);
    }

    void time(Runnable batch) {
        applying.record(batch);
    }

    void count(int events, BatchOutcome outcome) {
        size.record(events);
        applied.increment(events);
        merged.increment(outcome.merged());
        superseded.increment(outcome.superseded());
        unchanged.increment(outcome.unchanged());
    }

    /** While a batch is retried, figures stand still. */
    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, Exception failure, int attempt) {
        failures.increment();
        log.warn("attempt {} to count {} records failed and is retried", attempt, records.count(), failure);
    }

    /** Never called: only batches are consumed. */
    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, Exception failure, int attempt) {}
}
