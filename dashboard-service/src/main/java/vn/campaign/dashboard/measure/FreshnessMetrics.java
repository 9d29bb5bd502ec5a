package vn.campaign.dashboard.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.dashboard.mongo.PositionReader;
import vn.campaign.dashboard.mongo.ProgressReader;

/**
 * Measures how fresh the figures are: for how long reports wait to be counted, which shows also while quota-service is down.
 * The time since something was last counted would not tell: perhaps nobody reported.
 */
@Component
class FreshnessMetrics {

    private static final Logger log = LoggerFactory.getLogger(FreshnessMetrics.class);

    private final TopicEndOffsets topicEnds;
    private final PositionReader positions;
    private final ProgressReader progress;
    private final Clock clock;
    private final CountingDelay delay = new CountingDelay();
    private volatile Instant newest = Instant.EPOCH;

    FreshnessMetrics(
            TopicEndOffsets topicEnds,
            PositionReader positions,
            ProgressReader progress,
            Clock clock,
            MeterRegistry meters) {
        this.topicEnds = topicEnds;
        this.positions = positions;
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
            Map<String, Long> ends = topicEnds.read();
            delay.record(now, ends, positions.nextOffsets());
        } catch (KafkaException | DataAccessException unavailable) {
            log.debug("what waits to be counted cannot be read", unavailable);
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void readNewest() {
        try {
            Instant read = progress.freshness(clock.instant()).newestReceivedAt();
            newest = read == null ? Instant.EPOCH : read;
        } catch (DataAccessException unavailable) {
            log.warn("freshness cannot be read: {}", unavailable.toString());
        }
    }
}
