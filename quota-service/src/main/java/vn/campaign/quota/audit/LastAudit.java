package vn.campaign.quota.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;

/** Stores what the last audit found, and measures it where the service runs: the audit itself ends before it is scraped. */
@Component
class LastAudit {

    private static final Logger log = LoggerFactory.getLogger(LastAudit.class);
    private static final String ID = "last";

    private final MongoOperations mongo;
    private final Clock clock;
    private final MultiGauge differences;
    private final MultiGauge age;

    LastAudit(MongoOperations mongo, Clock clock, MeterRegistry meters) {
        this.mongo = mongo;
        this.clock = clock;
        differences = MultiGauge.builder("campaign.audit.differences")
                .description("differences that the last audit found and left; NaN before the first one")
                .register(meters);
        age = MultiGauge.builder("campaign.audit.age")
                .baseUnit("seconds")
                .description("time since the last audit; infinite before the first one")
                .register(meters);
    }

    /** @param differences that it left */
    record Stored(@Id String id, Instant at, long events, long documents, long differences, long undecided) {}

    void save(AuditResult result) {
        mongo.save(
                new Stored(ID, clock.instant(), result.events(), result.documents(), result.left(), result.undecided()),
                CollectionNames.AUDITS);
    }

    @Scheduled(fixedDelayString = "PT30S")
    void measure() {
        try {
            @Nullable Stored last = mongo.findById(ID, Stored.class, CollectionNames.AUDITS);
            double left = last == null ? Double.NaN : last.differences();
            double seconds = last == null
                    ? Double.POSITIVE_INFINITY
                    : Duration.between(last.at(), clock.instant()).toSeconds();
            differences.register(List.of(Row.of(Tags.empty(), left)), true);
            age.register(List.of(Row.of(Tags.empty(), seconds)), true);
        } catch (DataAccessException unavailable) {
            log.debug("the last audit cannot be read", unavailable);
        }
    }
}
