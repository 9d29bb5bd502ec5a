package vn.campaign.quota.progress;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

/** Arithmetic of day sums. */
final class DaySums {

    private DaySums() {}

    /** A leaf's day: the sum over its sources without withdrawals. The plan decides later whether it is on time. */
    static DaySum ofSources(Collection<Register> sources) {
        Map<String, Long> counts = new HashMap<>();
        Instant first = null;
        Instant last = null;
        for (Register source : sources) {
            RegisterValue standing = source.standing();
            last = later(last, source.lastReceivedAt());
            if (!standing.withdrawal()) {
                first = earlier(first, source.firstReceivedAt());
                standing.counts().forEach((indicator, count) -> add(counts, indicator, count));
            }
        }
        return new DaySum(counts, first == null ? 0 : 1, 0, first, last, Map.of());
    }

    /** An inner node's day: the sum over its children. */
    static DaySum ofChildren(Collection<DaySum> children) {
        return children.stream().reduce(DaySum.NOTHING, (sum, child) -> replace(sum, DaySum.NOTHING, child));
    }

    /**
     * A sum in which one contributor goes from {@code before} to {@code after}: the cost of a change does not grow with
     * the number of contributors. The time of the last receipt never falls, as a contributor's never does.
     */
    static DaySum replace(DaySum sum, DaySum before, DaySum after) {
        Map<String, Long> counts = new HashMap<>(sum.counts());
        before.counts().forEach((indicator, count) -> add(counts, indicator, -count));
        after.counts().forEach((indicator, count) -> add(counts, indicator, count));
        Map<String, VerifiedStep> verified = new HashMap<>(sum.verified());
        before.verified().forEach((indicator, step) -> verified.merge(indicator, step.negated(), plusUnlessNothing()));
        after.verified().forEach((indicator, step) -> verified.merge(indicator, step, plusUnlessNothing()));
        return new DaySum(
                counts,
                sum.reported() - before.reported() + after.reported(),
                sum.onTime() - before.onTime() + after.onTime(),
                null,
                later(sum.lastReceivedAt(), after.lastReceivedAt()),
                verified);
    }

    /** A leaf's day as the plan sees it: a day for which the unit owes no report is neither reported nor on time. */
    static DaySum judged(DaySum leaf, boolean active, Instant deadline) {
        boolean onTime = active && !leaf.firstReceivedAt().isAfter(deadline);
        return new DaySum(
                leaf.counts(),
                active ? leaf.reported() : 0,
                onTime ? leaf.reported() : 0,
                leaf.firstReceivedAt(),
                leaf.lastReceivedAt(),
                leaf.verified());
    }

    /** The day with other verified steps. */
    static DaySum verified(DaySum day, Map<String, VerifiedStep> steps) {
        return new DaySum(
                day.counts(), day.reported(), day.onTime(), day.firstReceivedAt(), day.lastReceivedAt(), steps);
    }

    /** The earlier instant; an absent one does not count. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /** The later instant; an absent one does not count. */
    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private static void add(Map<String, Long> counts, String indicator, long count) {
        counts.merge(indicator, count, Long::sum);
        counts.remove(indicator, 0L);
    }

    private static BiFunction<VerifiedStep, VerifiedStep, VerifiedStep> plusUnlessNothing() {
        return (one, other) -> {
            VerifiedStep sum = one.plus(other);
            return sum.nothing() ? null : sum;
        };
    }
}
