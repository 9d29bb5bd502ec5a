package vn.campaign.dashboard.completeness;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Deadline.Timeliness;
import vn.campaign.dashboard.plan.PlanNode;

/**
 * One day of a node: the leaves that owe a report, each of which is one of the four.
 *
 * @param expected leaves active on the day
 * @param onTime with a report by the deadline
 * @param late with a report only after it
 * @param missing without a report, the deadline passed
 * @param due without a report, the deadline ahead
 */
public record DayCompleteness(LocalDate date, int expected, int onTime, int late, int missing, int due) {

    /** The day, judged by the clock. */
    public static DayCompleteness of(
            PlanNode node, NodeProgress progress, LocalDate date, Deadline deadline, Instant now) {
        DaySum sum = progress.days().getOrDefault(date, DaySum.NOTHING);
        int expected = node.activeLeaves(date);
        int open = Math.max(0, expected - sum.reported());
        boolean passed = deadline.passed(date, now);
        return new DayCompleteness(
                date, expected, sum.onTime(), sum.reported() - sum.onTime(), passed ? open : 0, passed ? 0 : open);
    }

    /** Which of the four a single unit's day is; null when it owes no report and made none. */
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
