package vn.campaign.quota.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.Subtrees;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.DocumentSizes;
import vn.campaign.quota.plan.store.CampaignHeaders;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.quota.plan.store.PlanHistory;
import vn.campaign.quota.plan.store.PlanWriter;

/**
 * Imports an exported campaign: the plan into the store and its topics, then the events into theirs, where they are counted
 * as any other. The file is read twice, so that nothing is written from one that is damaged.
 */
@Component
class Import {

    private static final int PLAN_AT_ONCE = 300;
    private static final int EVENTS_AT_ONCE = 1000;

    private final CampaignHeaders headers;
    private final CampaignUnits units;
    private final PlanHistory history;
    private final PlanWriter writer;
    private final KafkaTemplate<byte[], byte[]> kafka;

    Import(
            CampaignHeaders headers,
            CampaignUnits units,
            PlanHistory history,
            PlanWriter writer,
            KafkaTemplate<byte[], byte[]> kafka) {
        this.headers = headers;
        this.units = units;
        this.history = history;
        this.writer = writer;
        this.kafka = kafka;
    }

    /**
     * What the check of a file found.
     *
     * @param began when the campaign began by its history; empty when that does not say
     */
    private record Checked(CampaignHeader header, Optional<Instant> began) {}

    /** Returns once the store and Kafka have everything; an interrupted import is run again. */
    ExportFile.Manifest run(Path path) throws IOException {
        Checked checked;
        try (ExportFile.Reader file = new ExportFile.Reader(path)) {
            checked = check(file);
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            throw new RefusedException(path + " is damaged: " + damaged.getMessage());
        }
        String campaign = checked.header().campaign();
        if (headers.find(campaign).isPresent() && !history.began(campaign).equals(checked.began())) {
            throw new RefusedException("another campaign has the code " + campaign + " here");
        }
        try (ExportFile.Reader file = new ExportFile.Reader(path)) {
            importPlan(file, checked.header());
            Subtrees subtrees = units.subtrees(campaign);
            int partitions = kafka.partitionsFor(Topics.ACTIVATIONS).size();
            file.read(
                    ExportFile.EVENTS,
                    ExportedEvent.class,
                    EVENTS_AT_ONCE,
                    events -> publish(events, unit -> subtrees.partition(campaign, unit, partitions)));
            return file.manifest();
        }
    }

    /** Reads every part to its end. */
    private static Checked check(ExportFile.Reader file) throws IOException {
        String campaign = file.manifest().campaign();
        List<CampaignHeader> headers = new ArrayList<>();
        file.read(ExportFile.HEADER, CampaignHeader.class, headers::add);
        require(headers.size() == 1 && isOf(campaign, headers.get(0)), ExportFile.HEADER);
        file.read(ExportFile.UNITS, UnitPlan.class, unit -> require(isOf(campaign, unit), ExportFile.UNITS));
        AtomicReference<Instant> began = new AtomicReference<>();
        file.read(ExportFile.HISTORY, PlanChange.class, change -> {
            require(isOf(campaign, change), ExportFile.HISTORY);
            if (change.version() == 1 && change.sequence() == 0) {
                began.set(change.at());
            }
        });
        file.read(ExportFile.EVENTS, ExportedEvent.class, event -> require(isOf(campaign, event), ExportFile.EVENTS));
        return new Checked(headers.get(0), Optional.ofNullable(began.get()));
    }

    private static boolean isOf(String campaign, PlanDocument document) {
        return document.campaign().equals(campaign) && DocumentSizes.fitsRecord(document);
    }

    private static boolean isOf(String campaign, ExportedEvent event) {
        return event.read() instanceof EventRecords.Readable readable
                && readable.event().campaign().equals(campaign);
    }

    private static void require(boolean holds, String part) {
        if (!holds) {
            throw new IllegalArgumentException(part + " holds what is not of the campaign, or too large");
        }
    }

    private void importPlan(ExportFile.Reader file, CampaignHeader header) throws IOException {
        writer.take(header);
        file.read(ExportFile.UNITS, UnitPlan.class, PLAN_AT_ONCE, writer::takeUnits);
        file.read(ExportFile.HISTORY, PlanChange.class, PLAN_AT_ONCE, writer::takeHistory);
        writer.publish(header);
    }

    private void publish(List<ExportedEvent> events, ToIntFunction<String> partition) {
        List<? extends CompletableFuture<?>> sent = events.stream()
                .map(event -> kafka.send(event.record(partition.applyAsInt(event.unit()))))
                .toList();
        sent.forEach(CompletableFuture::join);
    }
}
