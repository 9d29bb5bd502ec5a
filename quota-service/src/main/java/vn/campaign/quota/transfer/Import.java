package vn.campaign.quota.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.PlanTransfer;
import vn.campaign.quota.plan.store.Plans;

/**
 * Imports an exported campaign: the plan into the store and its topics, then the events into theirs, where they are counted
 * as any other. The file is read twice, so that nothing is written from one that is damaged.
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

    /**
     * What the check of a file found.
     *
     * @param began when the campaign began by its history; empty when that does not say
     */
    private record Checked(CampaignHeader header, Optional<Instant> began) {}

    /** Returns once the store and Kafka have everything; an interrupted import is run again. */
    Transfer run(Path path) throws IOException {
        Checked checked;
        try (ImportFile file = new ImportFile(path)) {
            checked = check(file);
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            return new Transfer.Refused(path + " is damaged: " + damaged.getMessage());
        }
        String campaign = checked.header().campaign();
        if (plans.header(campaign).isPresent() && !transfer.began(campaign).equals(checked.began())) {
            return new Transfer.Refused("another campaign has the code " + campaign + " here");
        }
        try (ImportFile file = new ImportFile(path)) {
            importPlan(file, checked.header());
            file.read(ExportManifest.EVENTS, ExportedEvent.class, EVENTS_AT_ONCE, this::publish);
            return new Transfer.Done(file.manifest());
        }
    }

    /** Reads every part to its end. */
    private static Checked check(ImportFile file) throws IOException {
        String campaign = file.manifest().campaign();
        List<CampaignHeader> headers = new ArrayList<>();
        file.read(ExportManifest.HEADER, CampaignHeader.class, headers::add);
        require(headers.size() == 1 && headers.get(0).campaign().equals(campaign), ExportManifest.HEADER);
        file.read(
                ExportManifest.UNITS,
                UnitPlan.class,
                unit -> require(unit.campaign().equals(campaign), ExportManifest.UNITS));
        AtomicReference<Instant> began = new AtomicReference<>();
        file.read(ExportManifest.HISTORY, PlanChange.class, change -> {
            require(change.campaign().equals(campaign), ExportManifest.HISTORY);
            if (change.version() == 1 && change.sequence() == 0) {
                began.set(change.at());
            }
        });
        file.read(
                ExportManifest.EVENTS,
                ExportedEvent.class,
                event -> require(isOf(campaign, event), ExportManifest.EVENTS));
        return new Checked(headers.get(0), Optional.ofNullable(began.get()));
    }

    private static boolean isOf(String campaign, ExportedEvent event) {
        return event.read() instanceof EventRecords.Readable readable
                && readable.event().campaign().equals(campaign);
    }

    private static void require(boolean holds, String part) {
        if (!holds) {
            throw new IllegalArgumentException(part + " holds what is not of the campaign");
        }
    }

    private void importPlan(ImportFile file, CampaignHeader header) throws IOException {
        String campaign = header.campaign();
        transfer.take(header);
        file.read(ExportManifest.UNITS, UnitPlan.class, PLAN_AT_ONCE, some -> transfer.takeUnits(campaign, some));
        file.read(ExportManifest.HISTORY, PlanChange.class, PLAN_AT_ONCE, transfer::takeHistory);
        transfer.publish(campaign);
    }

    private void publish(List<ExportedEvent> events) {
        List<? extends CompletableFuture<?>> sent =
                events.stream().map(event -> kafka.send(event.record())).toList();
        sent.forEach(CompletableFuture::join);
    }
}
