package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;

/**
 * A node of the plan's tree, with its targets and other figures resolved.
 *
 * @param position its place in the plan's order
 * @param parent the code of the node above; null for a root
 * @param children the nodes below, in the plan's order
 * @param ownTargets the keys of those targets that the plan states for an inner node itself
 */
public record PlanNode(
        String code,
        Name name,
        Kind kind,
        int position,
        @Nullable String parent,
        List<PlanNode> children,
        UnitTargets unitTargets,
        Set<UnitTargets.Key> ownTargets,
        ActiveLeaves active) {

    /** This node above the given ones, with their sums where the plan states nothing for it. */
    PlanNode above(List<PlanNode> nodes) {
        if (nodes.isEmpty()) {
            return this;
        }
        return new PlanNode(
                code,
                name,
                kind,
                position,
                parent,
                nodes,
                unitTargets.completedBy(
                        nodes.stream().map(PlanNode::unitTargets).toList()),
                unitTargets.targets().keySet(),
                ActiveLeaves.of(nodes.stream().map(PlanNode::active).toList()));
    }

    public boolean leaf() {
        return children.isEmpty();
    }

    /** The leaves at or under this node, in the plan's order. */
    public Stream<PlanNode> units() {
        List<PlanNode> units = new ArrayList<>();
        Deque<PlanNode> ahead = new ArrayDeque<>(List.of(this));
        while (!ahead.isEmpty()) {
            PlanNode node = ahead.pop();
            if (node.leaf()) {
                units.add(node);
            }
            for (int last = node.children.size() - 1; last >= 0; last--) {
                ahead.push(node.children.get(last));
            }
        }
        return units.stream();
    }

    /** Leaves at or under this node that owe a report for the day. */
    public int activeLeaves(LocalDate day) {
        return active.activeOn(day);
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
    public Optional<PaceTarget> target(String indicator, Period period) {
        return shown(unitTargets.targets(), new UnitTargets.Key(indicator, period.code()));
    }

    /** The sum of the children's targets where the node states one of its own beside them; null otherwise. */
    public @Nullable Long childrenTarget(String indicator, Period period) {
        UnitTargets.Key key = new UnitTargets.Key(indicator, period.code());
        UnitTargets.Key shown = unitTargets.targets().containsKey(key) ? key : key.ofAll();
        if (!ownTargets.contains(shown)) {
            return null;
        }
        return children.stream()
                .map(child -> shown(child.unitTargets.targets(), shown))
                .flatMap(Optional::stream)
                .map(PaceTarget::value)
                .reduce(Long::sum)
                .orElse(null);
    }

    /** Leaves at or under this node, the retired ones among them. */
    public int leaves() {
        return active.count();
    }

    /** The floor shown under a period: the period's own, else the whole campaign's. */
    public Optional<PaceTarget> floor(String indicator, Period period) {
        return shown(unitTargets.floors(), new UnitTargets.Key(indicator, period.code()));
    }

    private static Optional<PaceTarget> shown(Map<UnitTargets.Key, PaceTarget> targets, UnitTargets.Key key) {
        PaceTarget own = targets.get(key);
        return Optional.ofNullable(own != null ? own : targets.get(key.ofAll()));
    }

    /**
     * How many leaves under a node are active on a day; a leaf is its own only one.
     *
     * @param count all of them that ever report
     * @param arrivals the first day of each one that does not report from the campaign's first day on, in order
     * @param retirements the first day without reports of each one that retires, in order
     */
    record ActiveLeaves(int count, List<LocalDate> arrivals, List<LocalDate> retirements) {

        static ActiveLeaves one(@Nullable LocalDate activeFrom, @Nullable LocalDate retiredFrom) {
            boolean never = activeFrom != null && retiredFrom != null && !activeFrom.isBefore(retiredFrom);
            return never
                    ? new ActiveLeaves(0, List.of(), List.of())
                    : new ActiveLeaves(
                            1,
                            Stream.ofNullable(activeFrom).toList(),
                            Stream.ofNullable(retiredFrom).toList());
        }

        static ActiveLeaves of(List<ActiveLeaves> children) {
            return new ActiveLeaves(
                    children.stream().mapToInt(ActiveLeaves::count).sum(),
                    inOrder(children, ActiveLeaves::arrivals),
                    inOrder(children, ActiveLeaves::retirements));
        }

        /** Leaves that owe a report for the day. */
        int activeOn(LocalDate day) {
            return count - (arrivals.size() - upTo(day, arrivals)) - upTo(day, retirements);
        }

        private static int upTo(LocalDate day, List<LocalDate> dates) {
            int found = 0;
            while (found < dates.size() && !dates.get(found).isAfter(day)) {
                found++;
            }
            return found;
        }

        private static List<LocalDate> inOrder(
                List<ActiveLeaves> children, Function<ActiveLeaves, List<LocalDate>> dates) {
            return children.stream()
                    .flatMap(child -> dates.apply(child).stream())
                    .sorted()
                    .toList();
        }
    }

    /**
     * The targets and other figures of a node: what the plan states for it and, where it states nothing, the sum of those of
     * the children. A floor is never summed: the children reaching theirs together is not each of them reaching its own.
     *
     * @param teams null when unknown
     * @param eligible by period, the whole campaign under {@link Period#ALL}
     * @param baselines by indicator
     * @param referenceBaselines by indicator; shown and never added to anything
     */
    record UnitTargets(
            @Nullable Integer teams,
            Map<String, Long> eligible,
            Map<String, Long> baselines,
            Map<String, Long> referenceBaselines,
            Map<Key, PaceTarget> targets,
            Map<Key, PaceTarget> floors) {

        /**
         * The key of a target.
         *
         * @param period a phase's code, or {@link Period#ALL}
         */
        record Key(String indicator, String period) {

            /** The whole campaign's, which is shown under a phase that has none. */
            Key ofAll() {
                return new Key(indicator, Period.ALL);
            }
        }

        /** These targets, with the children's sums where it is silent: of what each child shows under the period. */
        UnitTargets completedBy(List<UnitTargets> children) {
            return new UnitTargets(
                    teams != null ? teams : teams(children),
                    completed(UnitTargets::eligible, phase -> Period.ALL, children, Math::addExact),
                    completed(UnitTargets::baselines, same -> same, children, Math::addExact),
                    completed(UnitTargets::referenceBaselines, same -> same, children, Math::addExact),
                    completed(UnitTargets::targets, Key::ofAll, children, UnitTargets::sum),
                    floors);
        }

        private static @Nullable Integer teams(List<UnitTargets> children) {
            return children.stream()
                    .map(UnitTargets::teams)
                    .filter(Objects::nonNull)
                    .reduce(Math::addExact)
                    .orElse(null);
        }

        /** @param otherwise the key of what a child shows where it has nothing under a key that others have */
        private <K, V> Map<K, V> completed(
                Function<UnitTargets, Map<K, V>> part,
                UnaryOperator<K> otherwise,
                List<UnitTargets> children,
                BinaryOperator<V> sum) {
            Set<K> keys = new HashSet<>();
            children.forEach(child -> keys.addAll(part.apply(child).keySet()));
            Map<K, V> result = new HashMap<>();
            for (UnitTargets child : children) {
                Map<K, V> shown = part.apply(child);
                for (K key : keys) {
                    V value = shown.containsKey(key) ? shown.get(key) : shown.get(otherwise.apply(key));
                    if (value != null) {
                        add(result, key, value, sum);
                    }
                }
            }
            result.values().removeIf(Objects::isNull);
            result.putAll(part.apply(this));
            return Map.copyOf(result);
        }

        /** Like {@link Map#merge}, except that what could not be added once stays without a value. */
        private static <K, V> void add(Map<K, V> sums, K key, V value, BinaryOperator<V> sum) {
            if (!sums.containsKey(key)) {
                sums.put(key, value);
            } else if (sums.get(key) != null) {
                sums.put(key, sum.apply(sums.get(key), value));
            }
        }

        /** Both together, in the period that ends later or holds the other; null when they count differently: such a sum means nothing. */
        private static @Nullable PaceTarget sum(PaceTarget one, PaceTarget other) {
            if (one.cumulative() != other.cumulative()) {
                return null;
            }
            Period longer = Stream.of(one.period(), other.period())
                    .max(Comparator.comparing(Period::to).thenComparing(Period::days))
                    .orElseThrow();
            return new PaceTarget(longer, Math.addExact(one.value(), other.value()), one.cumulative(), 0);
        }
    }
}
