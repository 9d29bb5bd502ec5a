package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows how many records of each partition are not in the figures yet: from the position that is stored with them to the
 * partition's end. The listener's own lag does not show it: that stands still while a batch is retried.
 */
@Component
class LagMetric {

    private static final Logger log = LoggerFactory.getLogger(LagMetric.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final PositionTracker positions;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final MultiGauge lag;
    private @Nullable Consumer<?, ?> ends;

    LagMetric(PositionTracker positions, ConsumerFactory<byte[], byte[]> consumers, MeterRegistry meters) {
        this.positions = positions;
        this.consumers = consumers;
        this.lag = MultiGauge.builder("campaign.lag.records")
                .description("records of a partition that this instance counts and that are not in the figures yet")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S")
    synchronized void measure() {
        Map<TopicPartition, Long> next = positions.next();
        try {
            List<Row<?>> rows = new ArrayList<>();
            ends(next)
                    .forEach((partition, end) -> rows.add(Row.of(
                            Tags.of("partition", String.valueOf(partition.partition())),
                            Math.max(0, end - next.get(partition)))));
            lag.register(rows, true);
        } catch (KafkaException unknown) {
            log.debug("the partitions' ends cannot be read", unknown);
        }
    }

    private Map<TopicPartition, Long> ends(Map<TopicPartition, Long> next) {
        if (next.isEmpty()) {
            return Map.of();
        }
        if (ends == null) {
            ends = consumers.createConsumer(null, null, "-lag");
        }
        // The client warns of each offset that it is told of a partition that is not assigned to it.
        ends.assign(next.keySet());
        return ends.endOffsets(next.keySet(), TIMEOUT);
    }

    @PreDestroy
    synchronized void close() {
        if (ends != null) {
            ends.close();
        }
    }
}
