package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;
import vn.campaign.quota.progress.BatchOutcome;

/** What operators see of the counting: how much, how fast, and what of it changed nothing. */
@Component
class BatchMetrics {

    private final Timer applying;
    private final DistributionSummary size;
    private final Counter applied;
    private final Counter merged;
    private final Counter superseded;
    private final Counter unchanged;

    BatchMetrics(MeterRegistry meters) {
        applying = Timer.builder("campaign.batch.apply")
                .description("from a batch's arrival to its position moved")
                .publishPercentileHistogram()
                .register(meters);
        size = DistributionSummary.builder("campaign.batch.size")
                .description("events of a batch whose figures are written")
                .register(meters);
        applied = counter(meters, "applied", "events whose figures are written, redelivered ones included");
        merged = counter(meters, "merged", "events written together with an earlier one of their batch, unit and day");
        superseded = counter(meters, "superseded", "events of which a newer statement was known");
        unchanged = counter(meters, "unchanged", "events that were known already");
    }

    private static Counter counter(MeterRegistry meters, String what, String description) {
        return Counter.builder("campaign.events." + what)
                .description(description)
                .register(meters);
    }

    void time(Runnable batch) {
        applying.record(batch);
    }

    void count(int events, BatchOutcome counted) {
        size.record(events);
        applied.increment(events);
        merged.increment(counted.merged());
        superseded.increment(counted.superseded());
        unchanged.increment(counted.unchanged());
    }
}
