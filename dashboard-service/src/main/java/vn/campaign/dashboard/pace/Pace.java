package vn.campaign.dashboard.pace;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Settings;

/**
 * How far a target has come at the end of a day and what it still takes; each method is one row of the table of formulas.
 * A figure that does not exist, such as a quota without teams, is null.
 *
 * @param reported the node's day sums of the target's indicator
 * @param asOf the day at whose end the target is looked at
 * @param lastDue the last day whose share of the target is due: the same, or the day before until the deadline of the day
 */
public record Pace(PaceTarget target, DaySeries reported, LocalDate asOf, LocalDate lastDue) {

    private static final int MEAN_OF_DAYS = 7;

    /** A day that is over. */
    public Pace(PaceTarget target, DaySeries reported, LocalDate asOf) {
        this(target, reported, asOf, asOf);
    }

    /** Persons that count towards the target. */
    public long achieved() {
        return achievedBy(asOf);
    }

    /** Achieved in percent of the target, one decimal; null when the target is 0. */
    public @Nullable BigDecimal percent() {
        return ExactMath.percent(achieved(), target.value());
    }

    /** Achieved in percent of the eligible, one decimal; null when their number is 0 or unknown. */
    public @Nullable BigDecimal percentOf(@Nullable Long eligible) {
        return ExactMath.percent(achieved(), eligible);
    }

    /** Persons that an even pace would have reached by the end of the last day due, one decimal. */
    public BigDecimal expectedToDate() {
        BigDecimal due = ExactMath.product(target.toDo(), period().elapsed(lastDue));
        return ExactMath.quotient(due, BigDecimal.valueOf(period().days()), 1).add(BigDecimal.valueOf(target.start()));
    }

    /** Persons still to reach. */
    public long missing() {
        return missingBy(asOf);
    }

    /** Persons for each day left, rounded up; null when persons are missing and no day is left. */
    public @Nullable Long requiredPerDay() {
        if (missing() == 0) {
            return 0L;
        }
        long remaining = period().remaining(asOf);
        return remaining == 0 ? null : (Long) ExactMath.ceiling(missing(), remaining);
    }

    /** Persons that this very day still asks for, seen from what was missing the evening before; null outside the period. */
    public @Nullable Long requiredToday() {
        if (!period().contains(asOf)) {
            return null;
        }
        long quota = ExactMath.ceiling(missingBy(asOf.minusDays(1)), period().daysFrom(asOf));
        return Math.max(0, quota - reported.on(asOf));
    }

    /** Persons for each day left and team, two decimals; null without teams, or when no day is left. */
    public @Nullable BigDecimal requiredPerTeamPerDay(@Nullable Integer teams) {
        if (teams == null || teams == 0) {
            return null;
        }
        if (missing() == 0) {
            return BigDecimal.ZERO.setScale(2);
        }
        long remaining = period().remaining(asOf);
        return remaining == 0
                ? null
                : ExactMath.quotient(BigDecimal.valueOf(missing()), ExactMath.product(remaining, teams), 2);
    }

    /** The plan's own quota for each planned day and team, two decimals; null without teams or planned days. */
    public @Nullable BigDecimal planQuotaPerTeamPerDay(@Nullable Integer teams) {
        if (teams == null || teams == 0 || period().plannedDays() == 0) {
            return null;
        }
        return ExactMath.quotient(
                BigDecimal.valueOf(target.value()), ExactMath.product(teams, period().plannedDays()), 2);
    }

    /** Where the mean of the last days leads by the end of the period, whole persons. */
    public long projected() {
        long elapsed = period().elapsed(asOf);
        if (elapsed == 0) {
            return achieved();
        }
        long span = Math.min(MEAN_OF_DAYS, elapsed);
        LocalDate last = period().lastCounted(asOf);
        BigDecimal ahead =
                ExactMath.product(period().remaining(asOf), reported.between(last.minusDays(span - 1), last));
        return achieved()
                + ExactMath.quotient(ahead, BigDecimal.valueOf(span), 0).longValueExact();
    }

    /** The status, by the campaign's own thresholds. */
    public Status status(Settings settings) {
        if (asOf.isBefore(period().from())) {
            return Status.UPCOMING;
        }
        if (missing() == 0) {
            return Status.ACHIEVED;
        }
        if (asOf.isAfter(period().to())) {
            return Status.MISSED;
        }
        if (reaches(settings.onTrackFrom())) {
            return Status.ON_TRACK;
        }
        return reaches(settings.atRiskFrom()) ? Status.AT_RISK : Status.BEHIND;
    }

    /** Whether progress is at least {@code share} of what was expected: multiplied out, so that nothing is rounded. */
    private boolean reaches(BigDecimal share) {
        BigDecimal progress = ExactMath.product(achieved() - target.start(), period().days());
        BigDecimal expected = ExactMath.product(target.toDo(), period().elapsed(lastDue));
        return progress.compareTo(expected.multiply(share)) >= 0;
    }

    private long missingBy(LocalDate day) {
        return Math.max(0, target.value() - achievedBy(day));
    }

    private long achievedBy(LocalDate day) {
        LocalDate last = period().lastCounted(day);
        return target.start()
                + (target.cumulative() ? reported.through(last) : reported.between(period().from(), last));
    }

    private Period period() {
        return target.period();
    }

    /** How a target stands, in one word. */
    public enum Status {
        BEHIND,
        AT_RISK,
        ON_TRACK,
        ACHIEVED,
        MISSED,
        UPCOMING
    }

    /**
     * What is to be reached, when, and from where progress towards it starts.
     *
     * @param value persons
     * @param cumulative whether everything since the campaign's first day counts, or only what is reported in the period
     * @param start persons already reached before anything is reported: the baseline of a cumulative target, else 0
     */
    public record PaceTarget(Period period, long value, boolean cumulative, long start) {

        /** Counts only what is reported in its period. */
        public static PaceTarget withinPeriod(Period period, long value) {
            return new PaceTarget(period, value, false, 0);
        }

        /** The same target, reached from the given baseline where it is cumulative. */
        public PaceTarget from(long baseline) {
            return new PaceTarget(period, value, cumulative, cumulative ? baseline : 0);
        }

        /** Persons that the period itself has to bring. */
        public long toDo() {
            return value - start;
        }
    }
}
