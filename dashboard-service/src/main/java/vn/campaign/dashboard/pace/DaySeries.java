package vn.campaign.dashboard.pace;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import vn.campaign.contract.progress.DaySum;

/** A node's day sums of one indicator over a campaign, kept as running totals so that any span is one subtraction. */
public final class DaySeries {

    private final LocalDate first;
    private final long[] before;

    private DaySeries(LocalDate first, long[] before) {
        this.first = first;
        this.before = before;
    }

    /**
     * The series of the reported indicators in {@code parts} added together; days outside the campaign are left out.
     *
     * @param first the campaign's first day
     * @param last the campaign's last day
     */
    public static DaySeries of(LocalDate first, LocalDate last, Map<LocalDate, DaySum> days, List<String> parts) {
        long start = first.toEpochDay();
        long[] before = new long[(int) (last.toEpochDay() - start) + 2];
        days.forEach((day, sum) -> {
            if (!day.isBefore(first) && !day.isAfter(last)) {
                before[(int) (day.toEpochDay() - start) + 1] = sum(sum, parts);
            }
        });
        for (int day = 1; day < before.length; day++) {
            before[day] = Math.addExact(before[day], before[day - 1]);
        }
        return new DaySeries(first, before);
    }

    /** Persons of one day sum over the reported indicators in {@code parts}. */
    public static long sum(DaySum day, List<String> parts) {
        long sum = 0;
        for (String part : parts) {
            sum += day.counts().getOrDefault(part, 0L);
        }
        return sum;
    }

    /** Persons from the campaign's first day to {@code last}. */
    public long through(LocalDate last) {
        long days = last.toEpochDay() - first.toEpochDay() + 1;
        return before[(int) Math.max(0, Math.min(days, before.length - 1))];
    }

    /** Persons from {@code from} to {@code to}, both included; 0 when {@code to} is the earlier one. */
    public long between(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? 0 : through(to) - through(from.minusDays(1));
    }

    /** Persons of one day. */
    public long on(LocalDate day) {
        return between(day, day);
    }
}
