package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.pace.Period;

/** A node of the plan's tree, with its targets and other figures resolved. */
public final class PlanNode {

    private final String code;
    private final Name name;
    private final Kind kind;
    private final @Nullable String parent;
    private final List<PlanNode> children;
    private final UnitTargets unitTargets;
    private final Set<TargetKey> ownTargets;
    private final ActiveLeaves leaves;

    PlanNode(StatedUnit unit, List<PlanNode> children) {
        this.code = unit.code();
        this.name = unit.name();
        this.kind = unit.kind();
        this.parent = unit.parent();
        this.children = List.copyOf(children);
        UnitTargets stated = unit.unitTargets();
        this.unitTargets = stated.completedBy(
                children.stream().map(child -> child.unitTargets).toList());
        this.ownTargets = stated.targets().keySet();
        this.leaves = children.isEmpty()
                ? ActiveLeaves.one(unit.activeFrom(), unit.retiredFrom())
                : ActiveLeaves.of(children.stream().map(child -> child.leaves).toList());
    }

    public String code() {
        return code;
    }

    public Name name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** The code of the node above; null for a root. */
    public @Nullable String parent() {
        return parent;
    }

    /** The nodes below, in the plan's order. */
    public List<PlanNode> children() {
        return children;
    }

    public boolean leaf() {
        return children.isEmpty();
    }

    /** The leaves at or under this node, in the plan's order. */
    public Stream<PlanNode> units() {
        return leaf() ? Stream.of(this) : children.stream().flatMap(PlanNode::units);
    }

    /** Leaves at or under this node that owe a report for the day. */
    public int activeLeaves(LocalDate day) {
        return leaves.activeOn(day);
    }

    /** Teams, or null when the plan gives none. */
    public @Nullable Integer teams() {
        return unitTargets.teams();
    }

    /** Persons eligible at the start of the period, or null; a phase of which the plan says nothing has the campaign's. */
    public @Nullable Long eligible(Period period) {
        Long own = unitTargets.eligible().get(period.code());
        return own != null ? own : unitTargets.eligible().get(Period.ALL);
    }

    /** Persons reached before the campaign, from which cumulative figures start. */
    public long baseline(String indicator) {
        return unitTargets.baselines().getOrDefault(indicator, 0L);
    }

    /** Persons reached before the campaign that are shown and never added, or null. */
    public @Nullable Long referenceBaseline(String indicator) {
        return unitTargets.referenceBaselines().get(indicator);
    }

    /** The target shown under a period: the period's own, else the whole campaign's. */
    public Optional<EffectiveTarget> target(String indicator, Period period) {
        return shown(unitTargets.targets(), indicator, period);
    }

    /** The sum of the children's targets where the node states one of its own beside them; null otherwise. */
    public @Nullable Long childrenTarget(String indicator, Period period) {
        TargetKey own = new TargetKey(indicator, period.code());
        TargetKey shown = unitTargets.targets().containsKey(own) ? own : new TargetKey(indicator, Period.ALL);
        if (!ownTargets.contains(shown)) {
            return null;
        }
        List<Long> targets = children.stream()
                .map(child -> child.unitTargets.targets().get(shown))
                .filter(Objects::nonNull)
                .map(EffectiveTarget::value)
                .toList();
        return targets.isEmpty()
                ? null
                : (Long) targets.stream().mapToLong(Long::longValue).sum();
    }

    /** Leaves at or under this node, the retired ones among them. */
    public int leaves() {
        return leaves.count();
    }

    /** The floor shown under a period: the period's own, else the whole campaign's. */
    public Optional<EffectiveTarget> floor(String indicator, Period period) {
        return shown(unitTargets.floors(), indicator, period);
    }

    private static Optional<EffectiveTarget> shown(
            Map<TargetKey, EffectiveTarget> targets, String indicator, Period period) {
        EffectiveTarget own = targets.get(new TargetKey(indicator, period.code()));
        return Optional.ofNullable(own != null ? own : targets.get(new TargetKey(indicator, Period.ALL)));
    }
}
