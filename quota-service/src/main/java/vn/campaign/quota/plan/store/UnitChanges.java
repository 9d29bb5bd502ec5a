package vn.campaign.quota.plan.store;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;

/** Changes single units of a plan, each as its own change, whatever the size of the plan. */
@Component
public class UnitChanges {

    private final PlanStore store;
    private final PlanWriter writer;

    UnitChanges(PlanStore store, PlanWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    /**
     * Begins changes: the version rises once, before the first unit.
     *
     * @param expected the version that the planner knows, or null
     */
    public Outcome begin(CampaignHeader before, @Nullable Long expected) {
        if (before.archived()) {
            return new Outcome.Archived();
        }
        if (expected != null && expected != before.version()) {
            return new Outcome.Conflict(before.version());
        }
        CampaignHeader header = writer.next(before, before.version());
        if (!writer.store(before, header)) {
            return writer.conflict(before.campaign());
        }
        writer.publish(header);
        return new Outcome.Begun(header);
    }

    /** The units as they are stored, by code. */
    public Map<String, UnitPlan> existing(CampaignHeader header, List<UnitPlan> units) {
        return store.units(header.campaign(), units.stream().map(UnitPlan::code).toList());
    }

    /** Whether reports were counted for the unit itself. */
    public boolean hasReports(String campaign, String unit) {
        return store.hasReports(campaign, unit);
    }

    /** Stores and publishes some units of an import. */
    public void write(
            CampaignHeader header,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing,
            int sequence,
            @Nullable String by) {
        String mark = writer.addPending(header, header, changed, existing);
        writer.units(header, changed, existing, sequence, by);
        writer.finish(mark);
    }

    /**
     * Reopens a locked phase for one unit, or closes it again.
     *
     * @param until the last day on which the unit may report, or null to close it
     */
    public Outcome reopen(
            CampaignHeader before,
            UnitPlan unit,
            String phase,
            @Nullable LocalDate until,
            @Nullable Long expected,
            @Nullable String by) {
        Map<String, LocalDate> phases = new HashMap<>(unit.reopened());
        LocalDate former = until == null ? phases.remove(phase) : phases.put(phase, until);
        if (Objects.equals(until, former)) {
            return new Outcome.Kept(before.version(), false);
        }
        Outcome outcome = begin(before, expected);
        if (outcome instanceof Outcome.Begun begun) {
            String code = unit.code();
            write(begun.header(), Map.of(code, unit.reopened(phases)), Map.of(code, unit), 0, by);
            return new Outcome.Kept(begun.header().version(), false);
        }
        return outcome;
    }
}
