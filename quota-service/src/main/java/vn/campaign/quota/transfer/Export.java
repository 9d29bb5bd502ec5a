package vn.campaign.quota.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.FigureDigests;
import vn.campaign.quota.plan.store.PlanTransfer;
import vn.campaign.quota.plan.store.Plans;

/** Writes a campaign to a file: the plan in force, its history, and every event up to the topic's end when it begins. */
@Component
class Export {

    private final Plans plans;
    private final PlanTransfer history;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final FigureDigests digests;
    private final Clock clock;

    Export(
            Plans plans,
            PlanTransfer history,
            ConsumerFactory<byte[], byte[]> consumers,
            FigureDigests digests,
            Clock clock) {
        this.plans = plans;
        this.history = history;
        this.consumers = consumers;
        this.digests = digests;
        this.clock = clock;
    }

    Transfer run(String campaign, Path path) throws IOException {
        if (Files.exists(path)) {
            return new Transfer.Refused(path + " exists already");
        }
        Instant now = clock.instant();
        // The end of the events first: what they were checked against is then in the plan.
        try (CampaignEvents events = new CampaignEvents(consumers, campaign)) {
            Optional<CampaignHeader> header = plans.header(campaign);
            if (header.isEmpty()) {
                return new Transfer.Refused("there is no campaign " + campaign);
            }
            try (ExportFile file = new ExportFile(path)) {
                writePlan(header.get(), file);
                if (!plans.header(campaign).equals(header)) {
                    return new Transfer.Refused("the plan was changed meanwhile; export it again");
                }
                file.write(ExportManifest.EVENTS, events::read);
                ExportManifest manifest = new ExportManifest(
                        ExportManifest.FORMAT,
                        campaign,
                        header.get().version(),
                        now,
                        events.unreadable(),
                        digests.take(campaign),
                        file.parts());
                file.finish(manifest);
                return new Transfer.Done(manifest);
            }
        }
    }

    private void writePlan(CampaignHeader header, ExportFile file) throws IOException {
        String campaign = header.campaign();
        file.write(ExportManifest.HEADER, lines -> lines.accept(header));
        try (Stream<UnitPlan> units = plans.units(campaign)) {
            file.write(ExportManifest.UNITS, units::forEach);
        }
        try (Stream<PlanChange> changes = history.history(campaign)) {
            file.write(ExportManifest.HISTORY, changes::forEach);
        }
    }
}
