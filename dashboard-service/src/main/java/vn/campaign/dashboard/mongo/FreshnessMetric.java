package vn.campaign.dashboard.mongo;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows operators how fresh the figures are: when the newest report that is counted was received. */
@Component
class FreshnessMetric {

    private static final Logger log = LoggerFactory.getLogger(FreshnessMetric.class);

    private final ProgressReader progress;
    private final Clock clock;
    private volatile Instant newest = Instant.EPOCH;

    FreshnessMetric(ProgressReader progress, Clock clock, MeterRegistry registry) {
        this.progress = progress;
        this.clock = clock;
        TimeGauge.builder("campaign.newest.received", () -> newest.getEpochSecond(), TimeUnit.SECONDS)
                .description("When the newest report that is counted was received, since the epoch; 0 before the first")
                .register(registry);
    }

    @Scheduled(fixedDelayString = "PT10S")
    void read() {
        try {
            Instant read = progress.freshness(clock.instant()).newestReceivedAt();
            newest = read == null ? Instant.EPOCH : read;
        } catch (MongoException unavailable) {
            log.warn("freshness cannot be read: {}", unavailable.toString());
        }
    }
}
