package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows how many records of each partition are not in the figures yet: from the position that is stored with them to the
 * partition's end. The consumer's own lag is not it: it stands still while a batch cannot be counted and is tried again.
 */
@Component
class LagMetric {

    private static final Logger LOG = LoggerFactory.getLogger(LagMetric.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PositionTracker positions;
    private final KafkaAdmin settings;
    private final MultiGauge lag;
    private Admin broker;

    LagMetric(PositionTracker positions, KafkaAdmin settings, MeterRegistry meters) {
        this.positions = positions;
        this.settings = settings;
        this.lag = MultiGauge.builder("campaign.lag.records")
                .description("records of a partition that this instance counts and that are not in the figures yet")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S")
    void measure() {
        Map<TopicPartition, Long> next = positions.next();
        try {
            Map<TopicPartition, Long> ends = ends(next);
            lag.register(
                    next.keySet().stream()
                            .map(partition -> Row.of(
                                    Tags.of("partition", String.valueOf(partition.partition())),
                                    Math.max(0, ends.get(partition) - next.get(partition))))
                            .collect(Collectors.toList()),
                    true);
        } catch (ExecutionException | TimeoutException | KafkaException unknown) {
            LOG.debug("the partitions' ends cannot be read", unknown);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TopicPartition, Long> ends(Map<TopicPartition, Long> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        if (broker == null) {
            broker = Admin.create(settings.getConfigurationProperties());
        }
        return broker
                .listOffsets(partitions.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    @PreDestroy
    void close() {
        if (broker != null) {
            broker.close(Duration.ZERO);
        }
    }
}
