package vn.campaign.contract.plan;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;

/** The plan as records of {@link Topics#PLANS} and {@link Topics#UNITS}; {@link CloudEvents#type} tells them apart. */
public final class PlanRecords {

    /** Type of a {@link CampaignHeader}. */
    public static final String CAMPAIGN_PLANNED = "CampaignPlanned";

    /** Type of a {@link UnitPlan}. */
    public static final String UNIT_PLANNED = "UnitPlanned";

    /** Type of a {@link PlanChange}. */
    public static final String PLAN_CHANGED = "PlanChanged";

    private PlanRecords() {}

    /** The record of a plan's header. */
    public static ProducerRecord<String, byte[]> write(CampaignHeader header) {
        return record(Topics.PLANS, header.campaign(), header.version(), CAMPAIGN_PLANNED, header, header.changedAt());
    }

    /** The record of a unit. */
    public static ProducerRecord<String, byte[]> write(UnitPlan unit) {
        return record(Topics.UNITS, unit.key(), unit.version(), UNIT_PLANNED, unit, null);
    }

    /** The record of one entry of the history. */
    public static ProducerRecord<String, byte[]> write(PlanChange change) {
        return record(Topics.PLANS, change.key(), change.version(), PLAN_CHANGED, change, change.at());
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, String key, long version, String type, Object data, Instant time) {
        return new ProducerRecord<>(
                topic,
                null,
                key,
                ContractJson.mapper().writeValueAsBytes(data),
                CloudEvents.headers(key + '@' + version, type, "/campaigns/" + key, time));
    }
}
