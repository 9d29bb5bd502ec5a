package vn.campaign.dashboard.completeness;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness.DayCompleteness;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Deadline.Timeliness;
import vn.campaign.dashboard.pace.ExactMath;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;

/**
 * A node's reports over a range of days.
 *
 * @param days all of them
 * @param counted those whose deadline has passed: before it, nobody owes anything
 */
public record Completeness(List<DayCompleteness> days, List<DayCompleteness> counted) {

    /** The days of the context's period up to the as-of date. */
    public static Completeness of(ViewContext context, PlanNode node, NodeProgress progress) {
        Period period = context.period();
        return of(context, node, progress, period.from(), period.lastCounted(context.asOf()));
    }

    /** The days from {@code from} to {@code to}, both included; none when {@code to} is the earlier one. */
    public static Completeness of(
            ViewContext context, PlanNode node, NodeProgress progress, LocalDate from, LocalDate to) {
        List<DayCompleteness> days = to.isBefore(from)
                ? List.of()
                : from.datesUntil(to.plusDays(1))
                        .map(date -> DayCompleteness.of(context, node, progress, date))
                        .toList();
        Deadline deadline = context.plan().deadline();
        return new Completeness(
                days,
                days.stream()
                        .filter(day -> deadline.passed(day.date(), context.now()))
                        .toList());
    }

    /** The reports of all days that count. */
    public Reports reports() {
        return Reports.of(counted);
    }

    /** At a leaf, the missing days in a row up to the last one counted; days on which it owes nothing do not break it. */
    public int missingStreak() {
        int streak = 0;
        for (DayCompleteness day : counted) {
            streak = day.expected() == 0 ? streak : day.missing() > 0 ? streak + 1 : 0;
        }
        return streak;
    }

    /** At a leaf, the longest row of missing days. */
    public int longestMissingStreak() {
        int streak = 0;
        int longest = 0;
        for (DayCompleteness day : counted) {
            streak = day.expected() == 0 ? streak : day.missing() > 0 ? streak + 1 : 0;
            longest = Math.max(longest, streak);
        }
        return longest;
    }

    /**
     * One day of a node: the leaves that owe a report, each of which is one of the four.
     *
     * @param expected leaves that owe a report
     * @param onTime with a report by the deadline
     * @param late with a report only after it
     * @param missing without a report, the deadline passed
     * @param due without a report, the deadline ahead
     */
    public record DayCompleteness(LocalDate date, int expected, int onTime, int late, int missing, int due) {

        /** The day, judged by the clock. */
        public static DayCompleteness of(ViewContext context, PlanNode node, NodeProgress progress, LocalDate date) {
            int expected = context.owing(node, date);
            if (expected == 0) {
                return new DayCompleteness(date, 0, 0, 0, 0, 0);
            }
            DaySum sum = progress.days().getOrDefault(date, DaySum.NOTHING);
            int open = Math.max(0, expected - sum.reported());
            boolean passed = context.plan().deadline().passed(date, context.now());
            return new DayCompleteness(
                    date, expected, sum.onTime(), sum.reported() - sum.onTime(), passed ? open : 0, passed ? 0 : open);
        }

        /** Which of the four a single unit's day is; null when it owes no report. */
        public @Nullable Timeliness ofOne() {
            if (onTime > 0) {
                return Timeliness.ON_TIME;
            }
            if (late > 0) {
                return Timeliness.LATE;
            }
            if (missing > 0) {
                return Timeliness.MISSING;
            }
            return due > 0 ? Timeliness.DUE : null;
        }
    }

    /**
     * A node's reports over some days past their deadline, in leaf-days.
     *
     * @param expected reports owed
     * @param onTime those made by their deadline
     * @param late those made after it
     * @param missing those not made
     */
    @JsonPropertyOrder({"expected", "onTime", "late", "missing", "reportingRate", "onTimeRate"})
    public record Reports(long expected, long onTime, long late, long missing) {

        static Reports of(List<DayCompleteness> days) {
            long expected = 0;
            long onTime = 0;
            long late = 0;
            long missing = 0;
            for (DayCompleteness day : days) {
                expected += day.expected();
                onTime += day.onTime();
                late += day.late();
                missing += day.missing();
            }
            return new Reports(expected, onTime, late, missing);
        }

        /** Those made, on time or late. */
        public long made() {
            return onTime + late;
        }

        /** {@code (on time + late) / expected}, four decimals; null when nothing was expected. */
        @JsonProperty
        public @Nullable BigDecimal reportingRate() {
            return ExactMath.share(made(), expected);
        }

        /** {@code on time / expected}, four decimals; null when nothing was expected. */
        @JsonProperty
        public @Nullable BigDecimal onTimeRate() {
            return ExactMath.share(onTime, expected);
        }

        /** Whether at least {@code share} of the reports owed were made; so they were when none was owed. */
        public boolean reaches(BigDecimal share) {
            return BigDecimal.valueOf(made()).compareTo(share.multiply(BigDecimal.valueOf(expected))) >= 0;
        }
    }
}
