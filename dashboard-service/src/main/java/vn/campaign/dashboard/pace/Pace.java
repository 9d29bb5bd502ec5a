package vn.campaign.dashboard.pace;

import java.math.BigDecimal;
import java.time.LocalDate;
import vn.campaign.contract.plan.Settings;

/**
 * How far a goal has come at the end of a day and what it still takes; each method is one row of the table of formulas.
 * A figure that does not exist, such as a quota without teams, is null.
 *
 * @param reported the node's day sums of the goal's indicator
 * @param asOf the day at whose end the goal is looked at
 */
public record Pace(Goal goal, DaySeries reported, LocalDate asOf) {

    private static final int MEAN_OF_DAYS = 7;

    /** Persons that count towards the target. */
    public long achieved() {
        return achievedBy(asOf);
    }

    /** Achieved in percent of the target, one decimal; null when the target is 0. */
    public BigDecimal percent() {
        return Exact.percent(achieved(), goal.target());
    }

    /** Achieved in percent of the eligible, one decimal; null when their number is 0 or unknown. */
    public BigDecimal percentOf(Long eligible) {
        return Exact.percent(achieved(), eligible);
    }

    /** Persons that an even pace would have reached, one decimal. */
    public BigDecimal expectedToDate() {
        BigDecimal due = Exact.product(goal.toDo(), period().elapsed(asOf));
        return Exact.quotient(due, BigDecimal.valueOf(period().days()), 1).add(BigDecimal.valueOf(goal.start()));
    }

    /** Persons still to reach. */
    public long missing() {
        return missingBy(asOf);
    }

    /** Persons for each day left, rounded up; null when persons are missing and no day is left. */
    public Long requiredPerDay() {
        if (missing() == 0) {
            return 0L;
        }
        long remaining = period().remaining(asOf);
        return remaining == 0 ? null : (Long) Exact.ceiling(missing(), remaining);
    }

    /** Persons that this very day still asks for, seen from what was missing the evening before; null outside the period. */
    public Long requiredToday() {
        if (!period().contains(asOf)) {
            return null;
        }
        long quota = Exact.ceiling(missingBy(asOf.minusDays(1)), period().daysFrom(asOf));
        return Math.max(0, quota - reported.on(asOf));
    }

    /** Persons for each day left and team, two decimals; null without teams, or when no day is left. */
    public BigDecimal requiredPerTeamPerDay(Integer teams) {
        if (teams == null || teams == 0) {
            return null;
        }
        if (missing() == 0) {
            return BigDecimal.ZERO.setScale(2);
        }
        long remaining = period().remaining(asOf);
        return remaining == 0
                ? null
                : Exact.quotient(BigDecimal.valueOf(missing()), Exact.product(remaining, teams), 2);
    }

    /** The plan's own quota for each planned day and team, two decimals; null without teams or planned days. */
    public BigDecimal planQuotaPerTeamPerDay(Integer teams) {
        if (teams == null || teams == 0 || period().plannedDays() == 0) {
            return null;
        }
        return Exact.quotient(BigDecimal.valueOf(goal.target()), Exact.product(teams, period().plannedDays()), 2);
    }

    /** Where the mean of the last days leads by the end of the period, whole persons. */
    public long projected() {
        long elapsed = period().elapsed(asOf);
        if (elapsed == 0) {
            return achieved();
        }
        long span = Math.min(MEAN_OF_DAYS, elapsed);
        LocalDate last = period().lastCounted(asOf);
        BigDecimal ahead = Exact.product(period().remaining(asOf), reported.between(last.minusDays(span - 1), last));
        return achieved() + Exact.quotient(ahead, BigDecimal.valueOf(span), 0).longValueExact();
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
        BigDecimal progress = Exact.product(achieved() - goal.start(), period().days());
        BigDecimal expected = Exact.product(goal.toDo(), period().elapsed(asOf));
        return progress.compareTo(expected.multiply(share)) >= 0;
    }

    private long missingBy(LocalDate day) {
        return Math.max(0, goal.target() - achievedBy(day));
    }

    private long achievedBy(LocalDate day) {
        LocalDate last = period().lastCounted(day);
        return goal.start() + (goal.cumulative() ? reported.through(last) : reported.between(period().from(), last));
    }

    private Period period() {
        return goal.period();
    }
}
