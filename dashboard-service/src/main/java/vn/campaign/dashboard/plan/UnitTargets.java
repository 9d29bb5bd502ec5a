package vn.campaign.dashboard.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;

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
    record Key(String indicator, String period) {}

    /** These targets, with the children's sums where it is silent. */
    UnitTargets completedBy(List<UnitTargets> children) {
        if (children.isEmpty()) {
            return this;
        }
        return new UnitTargets(
                teams != null ? teams : teams(children),
                completed(UnitTargets::eligible, children, Math::addExact),
                completed(UnitTargets::baselines, children, Math::addExact),
                completed(UnitTargets::referenceBaselines, children, Math::addExact),
                completed(UnitTargets::targets, children, UnitTargets::sum),
                floors);
    }

    private static @Nullable Integer teams(List<UnitTargets> children) {
        return children.stream()
                .map(UnitTargets::teams)
                .filter(Objects::nonNull)
                .reduce(Math::addExact)
                .orElse(null);
    }

    private <K, V> Map<K, V> completed(
            Function<UnitTargets, Map<K, V>> part, List<UnitTargets> children, BinaryOperator<V> sum) {
        Map<K, V> result = new HashMap<>();
        for (UnitTargets child : children) {
            part.apply(child).forEach((key, value) -> add(result, key, value, sum));
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

    /** Both together, due when the later one is; null when they count differently: such targets have no meaning as a sum. */
    private static @Nullable PaceTarget sum(PaceTarget one, PaceTarget other) {
        if (one.cumulative() != other.cumulative()) {
            return null;
        }
        Period later = one.period().to().isBefore(other.period().to()) ? other.period() : one.period();
        return new PaceTarget(later, Math.addExact(one.value(), other.value()), one.cumulative(), 0);
    }
}
