package vn.campaign.quota.plan.store;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;

/** Changes of some units of a plan, however many the plan has; each is its own change. */
@Component
public class UnitChanges {

    private final PlanDocuments documents;
    private final PlanWriter writer;

    UnitChanges(PlanDocuments documents, PlanWriter writer) {
        this.documents = documents;
        this.writer = writer;
    }

    /**
     * Begins changes: the version rises once, before the first unit.
     *
     * @param expected the version that the planner knows, or null
     */
    public Outcome begin(CampaignHeader before, Long expected) {
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

    /** The stored ones of the units. */
    public Map<String, UnitPlan> existing(CampaignHeader header, List<UnitPlan> units) {
        return documents.units(
                header.campaign(), units.stream().map(UnitPlan::code).toList());
    }

    /** Whether reports were counted for the unit itself. */
    public boolean hasReports(String campaign, String unit) {
        return documents.hasReports(campaign, unit);
    }

    /** Stores and publishes some units of an import. */
    public void write(
            CampaignHeader header,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing,
            int sequence,
            String by) {
        String mark = writer.note(header, header, changed, existing);
        writer.units(header, changed, existing, sequence, by);
        writer.finish(mark);
    }

    /**
     * Lets a locked phase take reports of one unit again, or closes it again.
     *
     * @param until the last day on which it does, or null to close it
     */
    public Outcome reopen(
            CampaignHeader before, UnitPlan unit, String phase, LocalDate until, Long expected, String by) {
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
