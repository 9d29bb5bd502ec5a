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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows how many records of each partition are not in the figures yet: from the position that is stored with them to the
 * partition's end. The consumer's own lag does not show it: that stands still while a batch is retried.
 */
@Component
class LagMetric {

    private static final Logger log = LoggerFactory.getLogger(LagMetric.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final PositionTracker positions;
    private final KafkaAdmin admin;
    private final MultiGauge lag;
    private @Nullable Admin broker;

    LagMetric(PositionTracker positions, KafkaAdmin admin, MeterRegistry meters) {
        this.positions = positions;
        this.admin = admin;
        this.lag = MultiGauge.builder("campaign.lag.records")
                .description("records of a partition that this instance counts and that are not in the figures yet")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S")
    void measure() {
        Map<TopicPartition, Long> next = positions.next();
        try {
            List<Row<?>> rows = new ArrayList<>();
            ends(next.keySet())
                    .forEach((partition, end) -> rows.add(Row.of(
                            Tags.of("partition", String.valueOf(partition.partition())),
                            Math.max(0, end.offset() - next.get(partition)))));
            lag.register(rows, true);
        } catch (ExecutionException | TimeoutException | KafkaException unknown) {
            log.debug("the partitions' ends cannot be read", unknown);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        if (broker == null) {
            broker = Admin.create(admin.getConfigurationProperties());
        }
        return broker.listOffsets(partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                .all()
                .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    @PreDestroy
    void close() {
        if (broker != null) {
            broker.close(Duration.ZERO);
        }
    }
}
