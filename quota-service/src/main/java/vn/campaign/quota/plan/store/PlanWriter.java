package vn.campaign.quota.plan.store;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;

/** The steps of every change of a plan: store it, publish what is stored, recompute the figures. */
@Component
class PlanWriter {

    private final PlanStore store;
    private final PlanPublisher publisher;
    private final PendingRecomputations pending;
    private final Clock clock;

    PlanWriter(PlanStore store, PlanPublisher publisher, PendingRecomputations pending, Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.pending = pending;
        this.clock = clock;
    }

    /** The header with the version after {@code current}. */
    CampaignHeader next(CampaignHeader header, long current) {
        return header.at(current + 1, clock.instant());
    }

    CampaignHeader archived(CampaignHeader header) {
        return header.archived(clock.instant());
    }

    LocalDate today(CampaignHeader header) {
        return LocalDate.ofInstant(clock.instant(), header.timeZone());
    }

    Outcome.Conflict conflict(String campaign) {
        return new Outcome.Conflict(
                store.header(campaign).map(CampaignHeader::version).orElse(0L));
    }

    /** Adds the units whose figures the change affects to the pending recomputations; returns a mark for {@link #finish}. */
    String addPending(
            @Nullable CampaignHeader before,
            CampaignHeader after,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing) {
        Map<String, @Nullable String> formerParents = new HashMap<>();
        if (Changes.touchFigures(before, after)) {
            existing.keySet().forEach(code -> formerParents.put(code, null));
        }
        changed.forEach((code, unit) -> {
            UnitPlan old = existing.get(code);
            if (Changes.touchFigures(old, unit)) {
                formerParents.put(code, old == null ? null : old.parent());
            }
        });
        return pending.add(after.campaign(), formerParents);
    }

    /** Recomputes what was added under the mark. */
    void finish(String mark) {
        pending.finish(mark);
    }

    /** Stores a header on the condition that {@code before} is still in force. */
    boolean store(@Nullable CampaignHeader before, CampaignHeader after) {
        return store.compareAndSet(before, after);
    }

    /** Adds what differs between the headers to the history, as the first change of the version. */
    void changed(@Nullable CampaignHeader before, CampaignHeader after, @Nullable String by) {
        if (Changes.differ(before, after)) {
            publisher.putAndPublish(List.of(
                    Changes.entry(after.campaign(), after.version(), 0, after.changedAt(), by, null, before, after)));
        }
    }

    /** Publishes the header; whoever sees it finds what was stored before it. */
    void publish(CampaignHeader header) {
        publisher.publish(CampaignHeader.class, List.of(header.key()));
    }

    /** Stores and publishes units under a header, each its own entry of the history from {@code sequence} on. */
    void units(
            CampaignHeader header,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing,
            int sequence,
            @Nullable String by) {
        List<UnitPlan> units = new ArrayList<>();
        List<PlanChange> history = new ArrayList<>();
        changed.forEach((code, unit) -> {
            units.add(unit.at(header.version(), unit.position()));
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
        publisher.putAndPublish(units);
        publisher.putAndPublish(history);
    }
}
