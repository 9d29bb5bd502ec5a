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

    /** The sum over a unit's own sources without withdrawals. The plan decides later whether it is on time. */
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

    /** Adds children's days to a node's own. */
    static DaySum withChildren(DaySum own, Collection<DaySum> children) {
        return children.stream().reduce(own, (sum, child) -> replace(sum, DaySum.NOTHING, child));
    }

    /**
     * A child's contribution replaced by another in a node's sum. A {@code lastReceivedAt} that must become smaller cannot be
     * told from the sum; see {@link #lowersLastReceivedAt}.
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
                sum.firstReceivedAt(),
                later(sum.lastReceivedAt(), after.lastReceivedAt()),
                verified);
    }

    /** Whether the newest receipt of a sum may have been the one that a contribution no longer has. */
    static boolean lowersLastReceivedAt(DaySum sum, DaySum before, DaySum after) {
        return before.lastReceivedAt() != null
                && before.lastReceivedAt().equals(sum.lastReceivedAt())
                && (after.lastReceivedAt() == null || after.lastReceivedAt().isBefore(before.lastReceivedAt()));
    }

    /**
     * A node's day: the sum of its sheet, in which its own reports are judged by the plan.
     *
     * @param own the part of its own sources
     * @param active whether the node owed a report for the day
     * @param deadline the last instant at which a first report is on time
     */
    static DaySum judged(DaySum sum, DaySum own, boolean active, Instant deadline) {
        if (own.firstReceivedAt() == null) {
            return sum;
        }
        int reported = active ? own.reported() : 0;
        int onTime = own.firstReceivedAt().isAfter(deadline) ? 0 : reported;
        return new DaySum(
                sum.counts(),
                sum.reported() - own.reported() + reported,
                sum.onTime() - own.onTime() + onTime,
                own.firstReceivedAt(),
                sum.lastReceivedAt(),
                sum.verified());
    }

    /** A day with other steps of verification. */
    static DaySum verified(DaySum day, Map<String, VerifiedStep> steps) {
        return new DaySum(
                day.counts(), day.reported(), day.onTime(), day.firstReceivedAt(), day.lastReceivedAt(), steps);
    }

    /** A day with another step added to what verifications as of it change. */
    static DaySum plus(DaySum day, String indicator, VerifiedStep step) {
        Map<String, VerifiedStep> steps = new HashMap<>(day.verified());
        if (!step.nothing()) {
            steps.merge(indicator, step, plusUnlessNothing());
        }
        return verified(day, steps);
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private static void add(Map<String, Long> counts, String indicator, long count) {
        counts.merge(indicator, count, Long::sum);
        counts.remove(indicator, 0L);
    }

    /** Nothing left removes the indicator, as if it had never been verified. */
    private static BiFunction<VerifiedStep, VerifiedStep, VerifiedStep> plusUnlessNothing() {
        return (one, other) -> {
            VerifiedStep sum = one.plus(other);
            return sum.nothing() ? null : sum;
        };
    }
}
