package vn.campaign.dashboard.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.dashboard.mongo.ProgressReader;

/**
 * Measures how fresh the figures are: for how long reports wait to be counted, which shows also while quota-service is down.
 * The time since something was last counted would not tell: perhaps nobody reported.
 */
@Component
class FreshnessMetrics implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(FreshnessMetrics.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ConsumerFactory<?, ?> consumers;
    private final ProgressReader progress;
    private final Clock clock;
    private final CountingDelay delay = new CountingDelay();
    private volatile Instant newest = Instant.EPOCH;
    private @Nullable Consumer<?, ?> consumer;

    FreshnessMetrics(ConsumerFactory<?, ?> consumers, ProgressReader progress, Clock clock, MeterRegistry meters) {
        this.consumers = consumers;
        this.progress = progress;
        this.clock = clock;
        TimeGauge.builder("campaign.freshness", () -> delay.at(clock.instant()).toMillis(), TimeUnit.MILLISECONDS)
                .description("For how long the oldest report that is not counted has waited; 0 when all are counted")
                .register(meters);
        TimeGauge.builder("campaign.newest.received", () -> newest.getEpochSecond(), TimeUnit.SECONDS)
                .description("When the newest report that is counted was received, since the epoch; 0 before the first")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT2S")
    void readDelay() {
        try {
            Instant now = clock.instant();
            Map<String, Long> ends = endOffsets();
            Map<String, Long> counted = progress.positions().stream()
                    .collect(Collectors.toMap(AppliedPosition::partition, AppliedPosition::offset));
            delay.record(now, ends, counted);
        } catch (KafkaException | DataAccessException unavailable) {
            log.debug("what waits to be counted cannot be read", unavailable);
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void readNewest() {
        try {
            newest = progress.positions().stream()
                    .map(AppliedPosition::newestReceivedAt)
                    .filter(Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElse(Instant.EPOCH);
        } catch (DataAccessException unavailable) {
            log.warn("freshness cannot be read: {}", unavailable.toString());
        }
    }

    /** The next offset that will be written, by the partitions' keys; empty while the topic does not exist. */
    private synchronized Map<String, Long> endOffsets() {
        if (consumer == null) {
            consumer = consumers.createConsumer(null, "end-offsets");
        }
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ACTIVATIONS, TIMEOUT).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        // The client warns of each offset that it is told of a partition that is not assigned to it.
        consumer.assign(partitions);
        return consumer.endOffsets(partitions, TIMEOUT).entrySet().stream()
                .collect(Collectors.toMap(
                        end -> Keys.partition(end.getKey().topic(), end.getKey().partition()), Map.Entry::getValue));
    }

    @Override
    public synchronized void destroy() {
        if (consumer != null) {
            consumer.close();
        }
    }

    /**
     * For how long the oldest report that is not counted has waited. The end offsets of the topic are recorded periodically; the
     * oldest ones that counting has not reached tell since when, to the time between two records.
     */
    static final class CountingDelay {

        /** When there are so many, newer ones say nothing that the oldest does not. */
        private static final int MAX_RECORDED = 1000;

        private final Deque<EndOffsets> unreached = new ArrayDeque<>();

        /** Where the partitions ended at a moment. */
        private record EndOffsets(Instant at, Map<String, Long> ends) {

            boolean reachedBy(Map<String, Long> counted) {
                return ends.entrySet().stream()
                        .allMatch(end -> counted.getOrDefault(end.getKey(), 0L) >= end.getValue());
            }
        }

        /**
         * Records the present.
         *
         * @param ends the next offset that will be written, by the partitions' keys
         * @param counted the next offset that will be counted, likewise; read after the ends
         */
        synchronized void record(Instant now, Map<String, Long> ends, Map<String, Long> counted) {
            if (unreached.size() < MAX_RECORDED) {
                unreached.add(new EndOffsets(now, ends));
            }
            while (!unreached.isEmpty() && unreached.peek().reachedBy(counted)) {
                unreached.remove();
            }
        }

        /** Zero when everything recorded is counted. */
        synchronized Duration at(Instant now) {
            return unreached.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(unreached.peek().at(), now);
        }
    }
}
