package vn.campaign.dashboard.pace;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The span of days that a target is measured in: a phase or the whole campaign, both ends included.
 *
 * @param code the phase's code, or {@link #ALL}
 * @param plannedDays the plan's own divisor for daily quotas, which need not be the calendar length
 */
public record Period(String code, LocalDate from, LocalDate to, int plannedDays) {

    /** The code of the whole campaign. */
    public static final String ALL = "all";

    /** The same period with a due date of its own as the last day; null leaves it as it is. */
    public Period dueOn(@Nullable LocalDate due) {
        return due == null || due.equals(to)
                ? this
                : new Period(code, from, due.isBefore(from) ? from : due, plannedDays);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** The last day of the period that counts when it is seen at the end of {@code asOf}. */
    public LocalDate lastCounted(LocalDate asOf) {
        return asOf.isBefore(to) ? asOf : to;
    }

    /** Calendar days of the whole period. */
    public long days() {
        return days(from, to);
    }

    /** Days begun up to {@code asOf}, that day among them; 0 before the period. */
    public long elapsed(LocalDate asOf) {
        return days(from, lastCounted(asOf));
    }

    /** Days of the period after {@code asOf}. */
    public long remaining(LocalDate asOf) {
        return days() - elapsed(asOf);
    }

    /** Days of the period from {@code day} on, that day among them. */
    long daysFrom(LocalDate day) {
        return days(day, to);
    }

    private static long days(LocalDate first, LocalDate last) {
        return Math.max(0, ChronoUnit.DAYS.between(first, last) + 1);
    }
}
