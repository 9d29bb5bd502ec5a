package vn.campaign.quota.plan.store;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Collections;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;
import vn.campaign.quota.plan.Difference;
import vn.campaign.quota.plan.Plan;

/** Keeps plans: a change is stored, then published as stored, then brought to the figures. */
@Component
public class Plans {

    private final PlanDocuments documents;
    private final PlanPublisher publisher;
    private final PendingRecomputations pending;
    private final Clock clock;

    Plans(PlanDocuments documents, PlanPublisher publisher, PendingRecomputations pending, Clock clock) {
        this.documents = documents;
        this.publisher = publisher;
        this.pending = pending;
        this.clock = clock;
    }

    /** What became of a plan that was put. */
    public sealed interface Outcome {}

    /** The plan is in force; {@code created} when there was none before. */
    public record Kept(long version, boolean created) implements Outcome {}

    /** Another version is in force than the planner knew. */
    public record Conflict(long version) implements Outcome {}

    /** The plan gives children to a unit that has reports of its own. */
    public record HasReports(String unit) implements Outcome {}

    public List<CampaignHeader> headers() {
        return documents.headers();
    }

    public Optional<CampaignHeader> header(String campaign) {
        return documents.header(campaign);
    }

    /** Units in the plan's order, as they are read. */
    public Stream<UnitPlan> units(String campaign) {
        return documents.units(campaign);
    }

    public List<Finding> findings(String campaign) {
        try (Stream<UnitPlan> units = units(campaign)) {
            return Findings.of(units::iterator);
        }
    }

    /** The newest entries of the history, those of versions below {@code version} where it is given. */
    public List<PlanChange> history(String campaign, Long version, int limit) {
        return documents.changes(campaign, version, limit);
    }

    /**
     * Puts a plan in force. Units that it does not name any more are retired from today on.
     *
     * @param expected the version that the planner knows, or null to replace whichever there is
     * @param by the account, for the history
     */
    public Outcome put(Plan plan, Long expected, String by) {
        String campaign = plan.header().campaign();
        CampaignHeader before = documents.header(campaign).orElse(null);
        long current = before == null ? 0 : before.version();
        if (expected != null && expected != current) {
            return new Conflict(current);
        }
        Map<String, UnitPlan> existing = before == null ? Map.of() : byCode(campaign);
        Map<String, UnitPlan> changed = changed(plan, existing);
        if (changed.isEmpty() && !Changes.differ(before, plan.header())) {
            return new Kept(current, false);
        }
        Optional<String> reporting = parentWithReports(plan, existing);
        if (reporting.isPresent()) {
            return new HasReports(reporting.get());
        }
        CampaignHeader header = versioned(plan.header(), current + 1);
        String mark = noteRecomputations(before, header, changed, existing);
        if (!documents.compareAndSet(before, header)) {
            return new Conflict(
                    documents.header(campaign).map(CampaignHeader::version).orElse(0L));
        }
        if (Changes.differ(before, header)) {
            writeHistory(List.of(
                    Changes.entry(campaign, header.version(), 0, header.changedAt(), by, null, before, header)));
        }
        write(header, changed, existing, 1, by);
        publisher.publish(Collections.CAMPAIGNS, List.of(campaign));
        pending.finish(mark);
        return new Kept(header.version(), before == null);
    }

    /** What putting the plan in force would change; nothing is written. */
    public Difference difference(Plan plan) {
        String campaign = plan.header().campaign();
        CampaignHeader before = documents.header(campaign).orElse(null);
        Map<String, UnitPlan> existing = before == null ? Map.of() : byCode(campaign);
        return difference(before, plan.header(), changed(plan, existing), existing);
    }

    /** What changing some units would change; nothing is written. */
    public Difference difference(CampaignHeader header, Map<String, UnitPlan> changed) {
        return difference(header, header, changed, byCode(header.campaign()));
    }

    private static Difference difference(
            CampaignHeader before,
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

    /**
     * Begins an import of units: the version rises once, before its first unit.
     *
     * @return the new header, or empty when another version is in force than {@code expected}
     */
    public Optional<CampaignHeader> beginImport(CampaignHeader before, Long expected) {
        if (expected != null && expected != before.version()) {
            return Optional.empty();
        }
        CampaignHeader header = versioned(before, before.version() + 1);
        if (!documents.compareAndSet(before, header)) {
            return Optional.empty();
        }
        publisher.publish(Collections.CAMPAIGNS, List.of(header.campaign()));
        return Optional.of(header);
    }

    /** The stored ones of the units. */
    public Map<String, UnitPlan> existing(CampaignHeader header, List<UnitPlan> units) {
        return documents.units(
                header.campaign(), units.stream().map(UnitPlan::code).toList());
    }

    /** One unit. */
    public Optional<UnitPlan> unit(String campaign, String code) {
        return Optional.ofNullable(documents.units(campaign, List.of(code)).get(code));
    }

    /** Whether reports were counted for the unit itself. */
    public boolean hasReports(String campaign, String unit) {
        return documents.hasReports(campaign, unit);
    }

    /** Stores and publishes some units of an import; each is its own change. */
    public void importUnits(
            CampaignHeader header,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing,
            int sequence,
            String by) {
        String mark = noteRecomputations(header, header, changed, existing);
        write(header, changed, existing, sequence, by);
        pending.finish(mark);
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
            return new Kept(before.version(), false);
        }
        Optional<CampaignHeader> header = beginImport(before, expected);
        if (header.isEmpty()) {
            return new Conflict(documents
                    .header(before.campaign())
                    .map(CampaignHeader::version)
                    .orElse(0L));
        }
        String code = unit.code();
        importUnits(header.get(), Map.of(code, unit.reopened(phases)), Map.of(code, unit), 0, by);
        return new Kept(header.get().version(), false);
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
        LocalDate today = LocalDate.ofInstant(clock.instant(), plan.header().timeZone());
        left.values().stream()
                .filter(unit -> unit.retiredFrom() == null)
                .forEach(unit -> changed.put(unit.code(), unit.retired(today)));
        return changed;
    }

    /** A node that is a leaf now, has reports, and would have children. */
    private Optional<String> parentWithReports(Plan plan, Map<String, UnitPlan> existing) {
        var parents = existing.values().stream().map(UnitPlan::parent).collect(Collectors.toSet());
        return plan.units().stream()
                .map(UnitPlan::parent)
                .filter(parent -> parent != null && existing.containsKey(parent) && !parents.contains(parent))
                .distinct()
                .filter(parent -> hasReports(plan.header().campaign(), parent))
                .findFirst();
    }

    private String noteRecomputations(
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

    private void write(
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
        documents.putIfHigher(Collections.UNITS, units);
        publisher.publish(Collections.UNITS, List.copyOf(units.keySet()));
        writeHistory(history);
    }

    private void writeHistory(List<PlanChange> history) {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        history.forEach(entry -> entries.put(entry.key(), ContractJson.toDocument(entry)));
        documents.putIfHigher(Collections.PLAN_CHANGES, entries);
        publisher.publish(Collections.PLAN_CHANGES, List.copyOf(entries.keySet()));
    }

    private CampaignHeader versioned(CampaignHeader header, long version) {
        Instant now = clock.instant();
        return new CampaignHeader(
                header.campaign(),
                version,
                header.name(),
                header.timeZone(),
                header.phases(),
                header.indicators(),
                header.settings(),
                now);
    }
}
