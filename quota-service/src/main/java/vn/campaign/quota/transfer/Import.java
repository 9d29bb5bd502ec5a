package vn.campaign.quota.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.PlanTransfer;
import vn.campaign.quota.plan.store.Plans;

/**
 * Takes an exported campaign: the plan into the store and its topics, then the events into theirs, where they are counted as
 * all others are. The file is read twice: nothing is written before all of it was found to be whole.
 */
@Component
class Import {

    private static final int PLAN_AT_ONCE = 300;
    private static final int EVENTS_AT_ONCE = 1000;

    private final Plans plans;
    private final PlanTransfer transfer;
    private final KafkaTemplate<byte[], byte[]> kafka;

    Import(Plans plans, PlanTransfer transfer, KafkaTemplate<byte[], byte[]> kafka) {
        this.plans = plans;
        this.transfer = transfer;
        this.kafka = kafka;
    }

    /** Returns when the store and Kafka have all of it; interrupted, it is run again. */
    Transfer run(Path path) throws IOException {
        WholeExport whole;
        try (ImportFile file = new ImportFile(path)) {
            whole = WholeExport.of(file);
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            return new Transfer.Refused(path + " is damaged: " + damaged.getMessage());
        }
        String campaign = whole.header().campaign();
        if (plans.header(campaign).isPresent() && !transfer.began(campaign).equals(whole.began())) {
            return new Transfer.Refused("another campaign has the code " + campaign + " here");
        }
        try (ImportFile file = new ImportFile(path)) {
            publishPlan(file, whole.header());
            file.read(Manifest.EVENTS, ExportedEvent.class, EVENTS_AT_ONCE, this::publish);
            return new Transfer.Done(file.manifest());
        }
    }

    private void publishPlan(ImportFile file, CampaignHeader header) throws IOException {
        String campaign = header.campaign();
        transfer.take(header);
        file.read(Manifest.UNITS, UnitPlan.class, PLAN_AT_ONCE, some -> transfer.takeUnits(campaign, some));
        file.read(Manifest.HISTORY, PlanChange.class, PLAN_AT_ONCE, transfer::takeHistory);
        transfer.publish(campaign);
    }

    private void publish(List<ExportedEvent> events) {
        List<? extends CompletableFuture<?>> sent =
                events.stream().map(event -> kafka.send(event.record())).toList();
        sent.forEach(CompletableFuture::join);
    }
}
