package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.pace.Period;

/** A node of the plan's tree with all that is resolved for it. */
public final class PlanNode {

    private final String code;
    private final Name name;
    private final Kind kind;
    private final String parent;
    private final List<PlanNode> children;
    private final Allotment allotment;
    private final Set<Slot> ownTargets;
    private final Leaves leaves;

    PlanNode(StatedUnit unit, List<PlanNode> children) {
        this.code = unit.code();
        this.name = unit.name();
        this.kind = unit.kind();
        this.parent = unit.parent();
        this.children = List.copyOf(children);
        Allotment stated = unit.allotment();
        this.allotment = stated.completedBy(
                children.stream().map(child -> child.allotment).toList());
        this.ownTargets = stated.targets().keySet();
        this.leaves = children.isEmpty()
                ? Leaves.one(unit.activeFrom(), unit.retiredFrom())
                : Leaves.of(children.stream().map(child -> child.leaves).toList());
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

    /** The code of the node above, or null for a root. */
    public String parent() {
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
    public Integer teams() {
        return allotment.teams();
    }

    /** Persons eligible at the start of the period, or null; a phase of which the plan says nothing has the campaign's. */
    public Long eligible(Period period) {
        Long own = allotment.eligible().get(period.code());
        return own != null ? own : allotment.eligible().get(Period.ALL);
    }

    /** Persons reached before the campaign, from which cumulative figures start. */
    public long baseline(String indicator) {
        return allotment.baselines().getOrDefault(indicator, 0L);
    }

    /** Persons reached before the campaign that are shown and never added, or null. */
    public Long referenceBaseline(String indicator) {
        return allotment.referenceBaselines().get(indicator);
    }

    /** The target shown under a period: the period's own, else the whole campaign's. */
    public Optional<Assigned> target(String indicator, Period period) {
        Assigned own = allotment.targets().get(new Slot(indicator, period.code()));
        return Optional.ofNullable(own != null ? own : allotment.targets().get(new Slot(indicator, Period.ALL)));
    }

    /**
     * The sum of the children's targets where the node states one of its own beside them; null otherwise.
     */
    public Long childrenTarget(String indicator, Period period) {
        Slot own = new Slot(indicator, period.code());
        Slot shown = allotment.targets().containsKey(own) ? own : new Slot(indicator, Period.ALL);
        if (!ownTargets.contains(shown)) {
            return null;
        }
        List<Long> targets = children.stream()
                .map(child -> child.allotment.targets().get(shown))
                .filter(Objects::nonNull)
                .map(Assigned::value)
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
    public Optional<Assigned> floor(String indicator, Period period) {
        Assigned own = allotment.floors().get(new Slot(indicator, period.code()));
        return Optional.ofNullable(own != null ? own : allotment.floors().get(new Slot(indicator, Period.ALL)));
    }
}
