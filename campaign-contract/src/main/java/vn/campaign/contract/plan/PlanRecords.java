package vn.campaign.contract.plan;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;

/** Plan documents as records of {@link Topics#PLANS} and {@link Topics#UNITS}, told apart by {@link CloudEvents#type}. */
public final class PlanRecords {

    /** Type of a {@link CampaignHeader}. */
    public static final String CAMPAIGN_PLANNED = "CampaignPlanned";

    /** Type of a {@link UnitPlan}. */
    public static final String UNIT_PLANNED = "UnitPlanned";

    private static final String PLAN_CHANGED = "PlanChanged";

    private static final Map<String, Class<? extends PlanDocument>> TYPES = Map.of(
            CAMPAIGN_PLANNED, CampaignHeader.class,
            UNIT_PLANNED, UnitPlan.class,
            PLAN_CHANGED, PlanChange.class);

    private PlanRecords() {}

    /** Returns the record to publish. */
    public static ProducerRecord<String, byte[]> write(PlanDocument document) {
        if (document instanceof CampaignHeader header) {
            return record(Topics.PLANS, CAMPAIGN_PLANNED, header, header.changedAt());
        }
        return document instanceof PlanChange change
                ? record(Topics.PLANS, PLAN_CHANGED, change, change.at())
                : record(Topics.UNITS, UNIT_PLANNED, document, null);
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, String type, PlanDocument document, @Nullable Instant time) {
        String key = document.key();
        byte[] value = ContractJson.mapper().writeValueAsBytes(document);
        Headers headers = CloudEvents.headers(key + '@' + document.version(), type, "/campaigns/" + key, time);
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    /**
     * Reads a record of either topic.
     *
     * @return null when its type is none of these
     * @throws tools.jackson.core.JacksonException when the value does not fit its type
     */
    public static @Nullable PlanDocument read(Headers headers, byte[] value) {
        String type = CloudEvents.type(headers);
        Class<? extends PlanDocument> document = type == null ? null : TYPES.get(type);
        return document == null ? null : ContractJson.mapper().readValue(value, document);
    }
}
