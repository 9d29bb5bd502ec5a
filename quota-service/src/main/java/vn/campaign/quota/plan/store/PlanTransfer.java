package vn.campaign.quota.plan.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;

/**
 * Moves plans with their versions and history from one installation to another. What is stored in a higher version stays, so
 * that importing a plan twice, or an older copy of it, changes nothing.
 */
@Component
public class PlanTransfer {

    private final PlanStore store;
    private final PlanPublisher publisher;
    private final PendingRecomputations pending;

    PlanTransfer(PlanStore store, PlanPublisher publisher, PendingRecomputations pending) {
        this.store = store;
        this.publisher = publisher;
        this.pending = pending;
    }

    /** The history, oldest first; to be closed. */
    public Stream<PlanChange> history(String campaign) {
        return store.changes(campaign);
    }

    /** When a campaign began, by its history: this tells it from another one of the same code. Empty when there is none. */
    public Optional<Instant> began(String campaign) {
        return store.find(PlanChange.class, List.of(Keys.change(campaign, 1, 0))).stream()
                .findFirst()
                .map(PlanChange::at);
    }

    /** Stores a header before its units; it is published later, by {@link #publish}. */
    public void take(CampaignHeader header) {
        long before =
                store.header(header.campaign()).map(CampaignHeader::version).orElse(Long.MAX_VALUE);
        if (before < header.version()) {
            String mark = addAll(header.campaign());
            store.putIfHigher(List.of(header));
            pending.finish(mark);
        } else {
            store.putIfHigher(List.of(header));
        }
    }

    /** Figures of every unit may depend on what an older header did not say. */
    private String addAll(String campaign) {
        Map<String, @Nullable String> formerParents = new HashMap<>();
        try (Stream<UnitPlan> units = store.units(campaign)) {
            units.forEach(unit -> formerParents.put(unit.code(), null));
        }
        return pending.add(campaign, formerParents);
    }

    /** Stores and publishes units, and recomputes their figures. */
    public void takeUnits(String campaign, List<UnitPlan> units) {
        Map<String, UnitPlan> existing =
                store.units(campaign, units.stream().map(UnitPlan::code).toList());
        Map<String, @Nullable String> formerParents = new HashMap<>();
        for (UnitPlan unit : units) {
            UnitPlan before = existing.get(unit.code());
            if (before == null || before.version() < unit.version()) {
                formerParents.put(unit.code(), before == null ? null : before.parent());
            }
        }
        String mark = pending.add(campaign, formerParents);
        publisher.putAndPublish(units);
        pending.finish(mark);
    }

    /** Stores and publishes entries of the history. */
    public void takeHistory(List<PlanChange> changes) {
        publisher.putAndPublish(changes);
    }

    /** Publishes the header after its units, so that whoever sees it finds them. */
    public void publish(String campaign) {
        publisher.publish(CampaignHeader.class, List.of(campaign));
    }
}
