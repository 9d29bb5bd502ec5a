package vn.campaign.quota.plan.store;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;

/** The steps of every change of a plan: it is stored, then published as stored, then brought to the figures. */
@Component
class PlanWriter {

    private final PlanDocuments documents;
    private final PlanPublisher publisher;
    private final PendingRecomputations pending;
    private final Clock clock;

    PlanWriter(PlanDocuments documents, PlanPublisher publisher, PendingRecomputations pending, Clock clock) {
        this.documents = documents;
        this.publisher = publisher;
        this.pending = pending;
        this.clock = clock;
    }

    /** The header as the version after {@code current} has it. */
    CampaignHeader next(CampaignHeader header, long current) {
        return header.at(current + 1, clock.instant());
    }

    LocalDate today(CampaignHeader header) {
        return LocalDate.ofInstant(clock.instant(), header.timeZone());
    }

    Outcome.Conflict conflict(String campaign) {
        return new Outcome.Conflict(
                documents.header(campaign).map(CampaignHeader::version).orElse(0L));
    }

    /** Notes the units whose figures depend on what changes; returns a mark for {@link #finish}. */
    String note(
            CampaignHeader before,
            CampaignHeader after,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing) {
        Map<String, String> formerParents = new HashMap<>();
        if (Changes.touchFigures(before, after)) {
            existing.keySet().forEach(code -> formerParents.put(code, null));
        }
        changed.forEach((code, unit) -> {
            UnitPlan old = existing.get(code);
            if (Changes.touchFigures(old, unit)) {
                formerParents.put(code, old == null ? null : old.parent());
            }
        });
        return pending.note(after.campaign(), formerParents);
    }

    /** Brings what was noted to the figures. */
    void finish(String mark) {
        pending.finish(mark);
    }

    /** Stores a header on the condition that {@code before} is still in force. */
    boolean store(CampaignHeader before, CampaignHeader after) {
        return documents.compareAndSet(before, after);
    }

    /** Notes in the history what a header says that the one before did not, as the first change of its version. */
    void changed(CampaignHeader before, CampaignHeader after, String by) {
        if (Changes.differ(before, after)) {
            history(List.of(
                    Changes.entry(after.campaign(), after.version(), 0, after.changedAt(), by, null, before, after)));
        }
    }

    /** Lets everyone know of the header; whoever sees it finds what was stored before it. */
    void publish(CampaignHeader header) {
        publisher.publish(CollectionNames.CAMPAIGNS, List.of(header.campaign()));
    }

    /** Stores and publishes units under a header, each its own entry of the history from {@code sequence} on. */
    void units(
            CampaignHeader header,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing,
            int sequence,
            String by) {
        Map<String, Map<String, Object>> units = new LinkedHashMap<>();
        List<PlanChange> history = new ArrayList<>();
        changed.forEach((code, unit) -> {
            units.put(unit.key(), ContractJson.toDocument(unit.at(header.version(), unit.position())));
            history.add(Changes.entry(
                    header.campaign(),
                    header.version(),
                    sequence + history.size(),
                    header.changedAt(),
                    by,
                    code,
                    existing.get(code),
                    unit));
        });
        documents.putIfHigher(CollectionNames.UNITS, units);
        publisher.publish(CollectionNames.UNITS, List.copyOf(units.keySet()));
        history(history);
    }

    private void history(List<PlanChange> history) {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        history.forEach(entry -> entries.put(entry.key(), ContractJson.toDocument(entry)));
        documents.putIfHigher(CollectionNames.PLAN_CHANGES, entries);
        publisher.publish(CollectionNames.PLAN_CHANGES, List.copyOf(entries.keySet()));
    }
}
