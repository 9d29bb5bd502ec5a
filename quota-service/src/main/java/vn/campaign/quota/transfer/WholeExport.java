package vn.campaign.quota.transfer;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;

/**
 * What is known of an export once all of it was read: every part is as the manifest says, and of one campaign.
 *
 * @param began when the campaign's history says that it began; empty when it does not say
 */
record WholeExport(CampaignHeader header, Optional<Instant> began) {

    /**
     * Reads all of a file.
     *
     * @throws IOException when it is damaged
     * @throws IllegalArgumentException when it holds what does not belong to it
     */
    static WholeExport of(ImportFile file) throws IOException {
        String campaign = file.manifest().campaign();
        List<CampaignHeader> headers = new ArrayList<>();
        file.read(Manifest.HEADER, CampaignHeader.class, headers::add);
        require(headers.size() == 1 && headers.get(0).campaign().equals(campaign), Manifest.HEADER);
        file.read(
                Manifest.UNITS, UnitPlan.class, unit -> require(unit.campaign().equals(campaign), Manifest.UNITS));
        AtomicReference<Instant> began = new AtomicReference<>();
        file.read(Manifest.HISTORY, PlanChange.class, change -> {
            require(change.campaign().equals(campaign), Manifest.HISTORY);
            if (change.version() == 1 && change.sequence() == 0) {
                began.set(change.at());
            }
        });
        file.read(
                Manifest.EVENTS,
                ExportedEvent.class,
                event -> require(
                        event.read() instanceof EventRecords.Readable readable
                                && readable.event().campaign().equals(campaign),
                        Manifest.EVENTS));
        return new WholeExport(headers.get(0), Optional.ofNullable(began.get()));
    }

    private static void require(boolean holds, String part) {
        if (!holds) {
            throw new IllegalArgumentException(part + " holds what is not of the campaign");
        }
    }
}
