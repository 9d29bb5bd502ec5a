package vn.campaign.dashboard.completeness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.plan.PlanNode;

/** A node's reports over a range of days. Only days whose deadline has passed count: before it, nobody owes anything. */
public final class Completeness {

    private final List<DayCompleteness> days;
    private final List<DayCompleteness> counted;

    private Completeness(List<DayCompleteness> days, List<DayCompleteness> counted) {
        this.days = days;
        this.counted = counted;
    }

    /** The days from {@code from} to {@code to}, both included; none when {@code to} is the earlier one. */
    public static Completeness of(
            PlanNode node, NodeProgress progress, LocalDate from, LocalDate to, Deadline deadline, Instant now) {
        List<DayCompleteness> days = to.isBefore(from)
                ? List.of()
                : from.datesUntil(to.plusDays(1))
                        .map(date -> DayCompleteness.of(node, progress, date, deadline, now))
                        .toList();
        return new Completeness(
                days,
                days.stream().filter(day -> deadline.passed(day.date(), now)).toList());
    }

    /** All days of the range, those not yet counted among them. */
    public List<DayCompleteness> days() {
        return days;
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
}
