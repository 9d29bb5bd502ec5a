package vn.campaign.dashboard.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.PlanNode.UnitTargets;

/**
 * Builds a plan from its header and its units, added in any order. Of a unit it keeps only what is shown, and
 * equal values once, so that a nation's plan of some 250,000 units fits in memory.
 */
public final class PlanBuilder {

    private static final Comparator<PlanNode> PLAN_ORDER =
            Comparator.comparingInt(PlanNode::position).thenComparing(PlanNode::code);

    private final CampaignHeader header;
    private final Map<String, Period> periods;
    private final Map<Object, Object> shared = new HashMap<>();
    private final List<PlanNode> units = new ArrayList<>();

    public PlanBuilder(CampaignHeader header) {
        this.header = header;
        this.periods = periods(header);
    }

    /** Adds a unit of the campaign. */
    public PlanBuilder add(UnitPlan unit) {
        units.add(new PlanNode(
                unit.code(),
                unit.name(),
                unit.kind(),
                unit.position(),
                share(unit.parent()),
                List.of(),
                unitTargets(unit),
                Set.of(),
                PlanNode.ActiveLeaves.one(share(unit.activeFrom()), share(unit.retiredFrom()))));
        return this;
    }

    /**
     * The plan of the units added. A unit whose parent is not among them, as happens while a large plan is being
     * imported, is not part of it.
     */
    public Plan build() {
        units.sort(PLAN_ORDER);
        Map<String, List<PlanNode>> below = new HashMap<>();
        units.forEach(unit -> below.computeIfAbsent(unit.parent(), parent -> new ArrayList<>())
                .add(unit));
        // Level by level, and then back from the leaves up: recursion would end where a plan is deeper than the stack.
        List<PlanNode> fromTheTop = new ArrayList<>(below.getOrDefault(null, List.of()));
        for (int at = 0; at < fromTheTop.size(); at++) {
            fromTheTop.addAll(below.getOrDefault(fromTheTop.get(at).code(), List.of()));
        }
        Map<String, PlanNode> nodes = new HashMap<>();
        for (int at = fromTheTop.size() - 1; at >= 0; at--) {
            PlanNode unit = fromTheTop.get(at);
            nodes.put(unit.code(), unit.above(completed(below.get(unit.code()), nodes)));
        }
        return new Plan(header, periods, nodes, completed(below.get(null), nodes), new Deadline(header));
    }

    private static List<PlanNode> completed(@Nullable List<PlanNode> units, Map<String, PlanNode> nodes) {
        return units == null
                ? List.of()
                : units.stream().map(unit -> nodes.get(unit.code())).toList();
    }

    private static Map<String, Period> periods(CampaignHeader header) {
        Map<String, Period> periods = new LinkedHashMap<>();
        int planned = 0;
        for (var phase : header.phases()) {
            periods.put(phase.code(), new Period(phase.code(), phase.from(), phase.to(), phase.plannedDays()));
            planned += phase.plannedDays();
        }
        periods.put(Period.ALL, new Period(Period.ALL, header.from(), header.to(), planned));
        return periods;
    }

    private UnitTargets unitTargets(UnitPlan unit) {
        Map<String, Long> eligible = new HashMap<>(unit.eligibleByPhase());
        if (unit.eligible() != null) {
            eligible.put(Period.ALL, unit.eligible());
        }
        return new UnitTargets(
                unit.teams(),
                sharedKeys(eligible),
                sharedKeys(unit.baselines()),
                sharedKeys(unit.referenceBaselines()),
                targets(unit, Target.Level.TARGET),
                targets(unit, Target.Level.FLOOR));
    }

    private Map<UnitTargets.Key, PaceTarget> targets(UnitPlan unit, Target.Level level) {
        Map<UnitTargets.Key, PaceTarget> targets = new HashMap<>();
        for (Target target : unit.targets()) {
            Period period = periods.get(target.phase() == null ? Period.ALL : target.phase());
            Long value = value(target, unit);
            if (target.level() == level && period != null && value != null) {
                boolean cumulative = target.counting() == Target.Counting.CUMULATIVE;
                targets.put(
                        share(new UnitTargets.Key(share(target.indicator()), period.code())),
                        new PaceTarget(share(period.dueOn(target.due())), value, cumulative, 0));
            }
        }
        return Map.copyOf(targets);
    }

    /** Persons: a count, or a share of the members rounded up; null when the members are unknown. */
    private static @Nullable Long value(Target target, UnitPlan unit) {
        if (target.shareOfMembers() == null) {
            return target.value();
        }
        return unit.members() == null
                ? null
                : (Long) target.shareOfMembers()
                        .multiply(BigDecimal.valueOf(unit.members()))
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
    }

    private Map<String, Long> sharedKeys(Map<String, Long> values) {
        Map<String, Long> copy = new HashMap<>();
        values.forEach((key, value) -> copy.put(share(key), value));
        return Map.copyOf(copy);
    }

    @SuppressWarnings("unchecked")
    private <T extends @Nullable Object> T share(T value) {
        return value == null ? null : (T) shared.computeIfAbsent(value, first -> first);
    }
}
