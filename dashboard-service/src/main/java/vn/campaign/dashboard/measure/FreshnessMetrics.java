package vn.campaign.dashboard.measure;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.dashboard.mongo.PositionReader;
import vn.campaign.dashboard.mongo.ProgressReader;

/**
 * Shows how fresh the figures are. That nothing new was counted lately says nothing: perhaps nobody reported. What does is
 * how long something reported has waited, and that is seen also while quota-service is down.
 */
@Component
class FreshnessMetrics {

    private static final Logger log = LoggerFactory.getLogger(FreshnessMetrics.class);

    private final TopicEnds topic;
    private final PositionReader positions;
    private final ProgressReader progress;
    private final Clock clock;
    private final Backlog backlog = new Backlog();
    private volatile Instant newest = Instant.EPOCH;

    FreshnessMetrics(
            TopicEnds topic, PositionReader positions, ProgressReader progress, Clock clock, MeterRegistry meters) {
        this.topic = topic;
        this.positions = positions;
        this.progress = progress;
        this.clock = clock;
        TimeGauge.builder(
                        "campaign.freshness", () -> backlog.age(clock.instant()).toMillis(), TimeUnit.MILLISECONDS)
                .description("For how long the oldest report that is not counted has waited; 0 when all are counted")
                .register(meters);
        TimeGauge.builder("campaign.newest.received", () -> newest.getEpochSecond(), TimeUnit.SECONDS)
                .description("When the newest report that is counted was received, since the epoch; 0 before the first")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT2S")
    void readBacklog() {
        try {
            Instant now = clock.instant();
            Map<String, Long> ends = topic.read();
            backlog.note(now, ends, positions.next());
        } catch (KafkaException | MongoException unavailable) {
            log.debug("what waits to be counted cannot be read", unavailable);
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void readNewest() {
        try {
            Instant read = progress.freshness(clock.instant()).newestReceivedAt();
            newest = read == null ? Instant.EPOCH : read;
        } catch (MongoException unavailable) {
            log.warn("freshness cannot be read: {}", unavailable.toString());
        }
    }
}
