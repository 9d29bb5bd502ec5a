package vn.campaign.quota.plan.store;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;
import vn.campaign.quota.plan.Changes.Difference;
import vn.campaign.quota.plan.Plan;
import vn.campaign.quota.plan.store.Outcome.InForce;
import vn.campaign.quota.plan.store.Outcome.Reason;
import vn.campaign.quota.plan.store.Outcome.Rejected;
import vn.campaign.quota.plan.store.PendingRecomputations.Note;
import vn.campaign.quota.plan.store.PlanDocuments.Replacement;
import vn.campaign.quota.progress.Node;

/**
 * Changes plans: stores a version, publishes what is stored, and recomputes the figures that it affects. A new version is one
 * above the highest of store and topics, so that it never recurs when an older copy of the store is restored. The version that
 * the planner expects is null to replace whichever is in force; {@code by} is the account, for the history.
 */
@Component
public class PlanWriter {

    private final CampaignHeaders headers;
    private final CampaignUnits units;
    private final PlanDocuments stored;
    private final PlanTopics topics;
    private final PlanReconciler reconciler;
    private final PendingRecomputations pending;
    private final Clock clock;

    PlanWriter(
            CampaignHeaders headers,
            CampaignUnits units,
            PlanDocuments stored,
            PlanTopics topics,
            PlanReconciler reconciler,
            PendingRecomputations pending,
            Clock clock) {
        this.headers = headers;
        this.units = units;
        this.stored = stored;
        this.topics = topics;
        this.reconciler = reconciler;
        this.pending = pending;
        this.clock = clock;
    }

    /** Puts a plan in force. Units that it no longer names are retired from today on. */
    public Outcome put(Plan plan, @Nullable Long expected, String by) {
        String campaign = plan.header().campaign();
        long newest = reconciler.catchUp(campaign);
        CampaignHeader before = headers.find(campaign).orElse(null);
        long current = before == null ? 0 : before.version();
        if (before != null && before.archived()) {
            return Rejected.archived(campaign);
        }
        if (expected != null && expected != current) {
            return Rejected.conflict(current);
        }
        Map<String, UnitPlan> existing = units.byCode(campaign);
        Map<String, UnitPlan> changed = Changes.of(plan, existing, clock.instant());
        if (before != null && changed.isEmpty() && !Changes.differ(before, plan.header())) {
            return new InForce(before, false);
        }
        CampaignHeader header = plan.header().at(Math.max(newest, current) + 1, clock.instant());
        List<Note> notes = note(before, header, changed, existing);
        if (!putHeader(before, header, by)) {
            return Rejected.conflict(headers.version(campaign));
        }
        Set<String> conflicts = putUnits(header, changed, existing, 1, by);
        publish(header);
        pending.finish(notes);
        return conflicts.isEmpty()
                ? new InForce(header, before == null)
                : Rejected.conflict(header.version(), conflicts);
    }

    /** What putting the plan in force would change; nothing is written. */
    public Difference preview(Plan plan) {
        CampaignHeader header = plan.header();
        Map<String, UnitPlan> existing = units.byCode(header.campaign());
        return Difference.of(
                headers.find(header.campaign()).orElse(null),
                header,
                Changes.of(plan, existing, clock.instant()),
                existing);
    }

    /** Archives a campaign whose last day is past, if it is not archived yet. */
    public Outcome archive(CampaignHeader before, @Nullable Long expected, String by) {
        if (!LocalDate.ofInstant(clock.instant(), before.timeZone()).isAfter(before.to())) {
            return new Rejected(Reason.CAMPAIGN_NOT_OVER, "the campaign goes on to the end of " + before.to());
        }
        return before.archived()
                ? new InForce(before, false)
                : replace(before.campaign(), header -> header.archived(clock.instant()), expected, by);
    }

    /** Puts a campaign back in use, if it is archived. */
    public Outcome unarchive(CampaignHeader before, @Nullable Long expected, String by) {
        return before.archived()
                ? replace(before.campaign(), header -> header.archived(null), expected, by)
                : new InForce(before, false);
    }

    /** Begins changes of single units, each as its own change under the new header: the version rises once, before them. */
    public Outcome begin(String campaign, @Nullable Long expected) {
        return replace(campaign, UnaryOperator.identity(), expected, null);
    }

    /**
     * Stores and publishes units under a header, each its own entry of the history from {@code sequence} on.
     *
     * @param existing the units that they replace, by code, as they were read
     * @return the codes of those that were left unchanged, because others have changed them meanwhile
     */
    public Set<String> write(
            CampaignHeader header,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing,
            int sequence,
            String by) {
        List<Note> notes = note(header, header, changed, existing);
        Set<String> conflicts = putUnits(header, changed, existing, sequence, by);
        pending.finish(notes);
        return conflicts;
    }

    /**
     * Reopens a locked phase for one unit, or closes it again. Whatever else of the unit changes meanwhile stays.
     *
     * @param until the last day on which the unit may report, or null to close it
     */
    public Outcome reopen(
            CampaignHeader before,
            String code,
            String phase,
            @Nullable LocalDate until,
            @Nullable Long expected,
            String by) {
        String campaign = before.campaign();
        Long required = expected;
        while (true) {
            UnitPlan unit = units.find(campaign, code).orElseThrow();
            Map<String, LocalDate> phases = new HashMap<>(unit.reopened());
            LocalDate former = until == null ? phases.remove(phase) : phases.put(phase, until);
            if (Objects.equals(until, former)) {
                return new InForce(headers.find(campaign).orElse(before), false);
            }
            Outcome outcome = begin(campaign, required);
            if (!(outcome instanceof InForce begun)
                    || write(begun.header(), Map.of(code, unit.reopened(phases)), Map.of(code, unit), 0, by)
                            .isEmpty()) {
                return outcome;
            }
            required = null;
        }
    }

    /**
     * Takes over a header from another installation, before its units; it is published later, by {@link #publish}. What is
     * stored in a higher version stays, so that taking a plan twice, or an older copy of it, changes nothing.
     */
    public void take(CampaignHeader header) {
        pending.finish(reconciler.adopt(CampaignHeader.class, List.of(header)));
    }

    /** Takes over units: stores and publishes them, and recomputes their figures. */
    public void takeUnits(List<UnitPlan> taken) {
        List<Note> notes = reconciler.adopt(UnitPlan.class, taken);
        topics.publish(UnitPlan.class, taken);
        pending.finish(notes);
    }

    /** Takes over entries of the history. */
    public void takeHistory(List<PlanChange> changes) {
        topics.putAndPublish(changes);
    }

    /** Publishes the header as it is stored: whoever sees it finds what was stored before it. */
    public void publish(CampaignHeader header) {
        topics.publish(CampaignHeader.class, List.of(header));
    }

    private Outcome replace(
            String campaign, UnaryOperator<CampaignHeader> change, @Nullable Long expected, @Nullable String by) {
        long newest = reconciler.catchUp(campaign);
        CampaignHeader before = headers.find(campaign).orElseThrow();
        CampaignHeader changed = change.apply(before);
        if (before.archived() && changed.archived()) {
            return Rejected.archived(campaign);
        }
        if (expected != null && expected != before.version()) {
            return Rejected.conflict(before.version());
        }
        CampaignHeader header = changed.at(Math.max(newest, before.version()) + 1, clock.instant());
        if (!putHeader(before, header, by)) {
            return Rejected.conflict(headers.version(campaign));
        }
        publish(header);
        return new InForce(header, false);
    }

    /** Notes the units whose figures the change affects. */
    private List<Note> note(
            @Nullable CampaignHeader before,
            CampaignHeader after,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing) {
        String campaign = after.campaign();
        Map<Node, PlanDocument> causes = new HashMap<>();
        if (Changes.touchFigures(before, after)) {
            existing.keySet().forEach(code -> causes.put(new Node(campaign, code), after));
        }
        changed.forEach((code, unit) -> {
            if (Changes.touchFigures(existing.get(code), unit)) {
                causes.put(new Node(campaign, code), unit.at(after.version(), unit.position()));
            }
        });
        return pending.note(causes);
    }

    /**
     * Stores a header, and what it changes as the first entry of its version in the history.
     *
     * @return false if the store holds another version, and was left unchanged
     */
    private boolean putHeader(@Nullable CampaignHeader before, CampaignHeader after, @Nullable String by) {
        boolean written = stored.compareAndSet(CampaignHeader.class, List.of(new Replacement<>(before, after)))
                .isEmpty();
        if (written && Changes.differ(before, after)) {
            topics.putAndPublish(List.of(
                    Changes.entry(after.campaign(), after.version(), 0, after.changedAt(), by, null, before, after)));
        }
        return written;
    }

    /** Returns the codes of the units that others have changed since they were read; these stay as they are. */
    private Set<String> putUnits(
            CampaignHeader header,
            Map<String, UnitPlan> changed,
            Map<String, UnitPlan> existing,
            int sequence,
            String by) {
        List<Replacement<UnitPlan>> replacements = changed.values().stream()
                .map(unit -> new Replacement<>(existing.get(unit.code()), unit.at(header.version(), unit.position())))
                .toList();
        Set<String> conflicts = stored.compareAndSet(UnitPlan.class, replacements);
        List<UnitPlan> written = replacements.stream()
                .map(Replacement::after)
                .filter(unit -> !conflicts.contains(unit.key()))
                .toList();
        topics.publish(UnitPlan.class, written);
        List<PlanChange> history = new ArrayList<>();
        for (UnitPlan unit : written) {
            history.add(Changes.entry(
                    header.campaign(),
                    header.version(),
                    sequence + history.size(),
                    header.changedAt(),
                    by,
                    unit.code(),
                    existing.get(unit.code()),
                    unit));
        }
        topics.putAndPublish(history);
        return replacements.stream()
                .map(Replacement::after)
                .filter(unit -> conflicts.contains(unit.key()))
                .map(UnitPlan::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
