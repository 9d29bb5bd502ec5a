package vn.campaign.quota.plan.store;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;
import vn.campaign.quota.plan.Difference;
import vn.campaign.quota.plan.Plan;

/** Reads plans and replaces them as a whole. */
@Component
public class Plans {

    private final PlanStore store;
    private final PlanWriter writer;

    Plans(PlanStore store, PlanWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    public List<CampaignHeader> headers() {
        return store.headers();
    }

    public Optional<CampaignHeader> header(String campaign) {
        return store.header(campaign);
    }

    /** Units in the plan's order; to be closed. */
    public Stream<UnitPlan> units(String campaign) {
        return store.units(campaign);
    }

    public List<Finding> findings(String campaign) {
        try (Stream<UnitPlan> units = units(campaign)) {
            return Findings.of(units::iterator);
        }
    }

    /** The newest entries of the history, those of versions below {@code version} where it is given. */
    public List<PlanChange> history(String campaign, @Nullable Long version, int limit) {
        return store.changes(campaign, version, limit);
    }

    /**
     * Puts a plan in force. Units that it no longer names are retired from today on.
     *
     * @param expected the version that the planner knows, or null to replace whichever there is
     * @param by the account, for the history
     */
    public Outcome put(Plan plan, @Nullable Long expected, @Nullable String by) {
        String campaign = plan.header().campaign();
        CampaignHeader before = store.header(campaign).orElse(null);
        long current = before == null ? 0 : before.version();
        if (before != null && before.archived()) {
            return new Outcome.Archived();
        }
        if (expected != null && expected != current) {
            return new Outcome.Conflict(current);
        }
        Map<String, UnitPlan> existing = before == null ? Map.of() : byCode(campaign);
        Map<String, UnitPlan> changed = changed(plan, existing);
        if (changed.isEmpty() && !Changes.differ(before, plan.header())) {
            return new Outcome.Kept(current, false);
        }
        Optional<String> reporting = parentWithReports(plan, existing);
        if (reporting.isPresent()) {
            return new Outcome.HasReports(reporting.get());
        }
        CampaignHeader header = writer.next(plan.header(), current);
        String mark = writer.addPending(before, header, changed, existing);
        if (!writer.store(before, header)) {
            return writer.conflict(campaign);
        }
        writer.changed(before, header, by);
        writer.units(header, changed, existing, 1, by);
        writer.publish(header);
        writer.finish(mark);
        return new Outcome.Kept(header.version(), before == null);
    }

    /** Archives a campaign whose last day is past, if it is not archived yet. */
    public Outcome archive(CampaignHeader before, @Nullable Long expected, @Nullable String by) {
        if (!writer.today(before).isAfter(before.to())) {
            return new Outcome.NotOver(before.to());
        }
        return before.archived() ? kept(before) : replace(before, writer.archived(before), expected, by);
    }

    /** Puts a campaign back in use, if it is archived. */
    public Outcome unarchive(CampaignHeader before, @Nullable Long expected, @Nullable String by) {
        return before.archived() ? replace(before, before.archived(null), expected, by) : kept(before);
    }

    private static Outcome kept(CampaignHeader header) {
        return new Outcome.Kept(header.version(), false);
    }

    private Outcome replace(CampaignHeader before, CampaignHeader after, @Nullable Long expected, @Nullable String by) {
        if (expected != null && expected != before.version()) {
            return new Outcome.Conflict(before.version());
        }
        CampaignHeader header = writer.next(after, before.version());
        if (!writer.store(before, header)) {
            return writer.conflict(before.campaign());
        }
        writer.changed(before, header, by);
        writer.publish(header);
        return kept(header);
    }

    /** What putting the plan in force would change; nothing is written. */
    public Difference difference(Plan plan) {
        String campaign = plan.header().campaign();
        CampaignHeader before = store.header(campaign).orElse(null);
        Map<String, UnitPlan> existing = before == null ? Map.of() : byCode(campaign);
        return difference(before, plan.header(), changed(plan, existing), existing);
    }

    /** What changing these units would change; nothing is written. */
    public Difference difference(CampaignHeader header, Map<String, UnitPlan> changed) {
        return difference(header, header, changed, byCode(header.campaign()));
    }

    private static Difference difference(
            @Nullable CampaignHeader before,
            CampaignHeader after,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing) {
        Map<String, UnitPlan> all = new LinkedHashMap<>(existing);
        all.putAll(changed);
        List<UnitPlan> content = changed.values().stream()
                .filter(unit -> Changes.differInContent(existing.get(unit.code()), unit))
                .toList();
        return Difference.of(before, after, content, existing, Findings.of(all.values()));
    }

    private Map<String, UnitPlan> byCode(String campaign) {
        try (Stream<UnitPlan> units = units(campaign)) {
            return units.collect(
                    Collectors.toMap(UnitPlan::code, unit -> unit, (one, other) -> one, LinkedHashMap::new));
        }
    }

    /** One unit. */
    public Optional<UnitPlan> unit(String campaign, String code) {
        return Optional.ofNullable(store.units(campaign, List.of(code)).get(code));
    }

    private Map<String, UnitPlan> changed(Plan plan, Map<String, UnitPlan> existing) {
        Map<String, UnitPlan> changed = new LinkedHashMap<>();
        Map<String, UnitPlan> left = new LinkedHashMap<>(existing);
        for (UnitPlan named : plan.units()) {
            UnitPlan before = left.remove(named.code());
            UnitPlan unit = before == null ? named : named.reopened(before.reopened());
            if (Changes.differ(before, unit)) {
                changed.put(unit.code(), unit);
            }
        }
        LocalDate today = writer.today(plan.header());
        left.values().stream()
                .filter(unit -> unit.retiredFrom() == null)
                .forEach(unit -> changed.put(unit.code(), unit.retired(today)));
        return changed;
    }

    /** A leaf that has reports and would get children. */
    private Optional<String> parentWithReports(Plan plan, Map<String, UnitPlan> existing) {
        var parents = existing.values().stream().map(UnitPlan::parent).collect(Collectors.toSet());
        return plan.units().stream()
                .map(UnitPlan::parent)
                .filter(parent -> parent != null && existing.containsKey(parent) && !parents.contains(parent))
                .distinct()
                .filter(parent -> store.hasReports(plan.header().campaign(), parent))
                .findFirst();
    }
}
