package vn.campaign.quota.plan.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;

/** Measures which version of each campaign's plan is in force. */
@Component
class PlanVersionMetric {

    private static final Logger LOG = LoggerFactory.getLogger(PlanVersionMetric.class);

    private final PlanDocuments documents;
    private final MultiGauge versions;

    PlanVersionMetric(PlanDocuments documents, MeterRegistry meters) {
        this.documents = documents;
        this.versions = MultiGauge.builder("campaign.plan.version")
                .description("the version of a campaign's plan that is in force")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT10S")
    void read() {
        try {
            List<Row<?>> rows = new ArrayList<>();
            documents
                    .versions(CampaignHeader.class)
                    .forEach((campaign, version) -> rows.add(Row.of(Tags.of("campaign", campaign), version)));
            versions.register(rows, true);
        } catch (DataAccessException unavailable) {
            LOG.debug("the plans' versions cannot be read", unavailable);
        }
    }
}
