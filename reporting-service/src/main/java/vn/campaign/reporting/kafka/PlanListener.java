package vn.campaign.reporting.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.kafka.TopicListener;
import vn.campaign.reporting.plan.PlanCopy;

/** Keeps the copy of the plan current with the plan topics. */
public final class PlanListener implements TopicListener<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(PlanListener.class);

    private final PlanCopy plans;
    private final Runnable createTopics;

    /** @param createTopics creates the topics that do not exist yet */
    public PlanListener(PlanCopy plans, Runnable createTopics) {
        this.plans = plans;
        this.createTopics = createTopics;
    }

    @Override
    public void beforeAssignment() {
        createTopics.run();
    }

    @Override
    public void onRecords(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(this::apply);
    }

    @Override
    public void onCaughtUp() {
        plans.markComplete();
        log.info("The plan is complete: {} campaigns", plans.headers().size());
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        String type = String.valueOf(CloudEvents.type(record.headers()));
        try {
            switch (type) {
                case PlanRecords.CAMPAIGN_PLANNED -> plans.put(read(record, CampaignHeader.class));
                case PlanRecords.UNIT_PLANNED -> plans.put(read(record, UnitPlan.class));
                default -> log.trace("{} is not needed here", type);
            }
        } catch (RuntimeException unreadable) {
            // Reading it again would not help, and the rest of the plan is still good.
            log.error(
                    "Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), unreadable.toString());
        }
    }

    private static <T> T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        return ContractJson.mapper().readValue(record.value(), type);
    }
}
