package vn.campaign.dashboard.web;

import java.time.LocalDate;
import vn.campaign.dashboard.plan.Plan;

/** Days of a campaign that a request asks for, both ends included; none when {@code to} is before {@code from}. */
public record DayRange(LocalDate from, LocalDate to) {

    /**
     * By default all days up to the as-of date; what lies outside the campaign, or after that date, is cut off.
     *
     * @param from null for the campaign's first day
     * @param to null for the as-of date
     */
    public static DayRange of(Plan plan, LocalDate from, LocalDate to, LocalDate asOf) {
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.malformed("to", "must not be before from");
        }
        LocalDate first = plan.header().from();
        LocalDate last = earlier(plan.header().to(), asOf);
        return new DayRange(from == null || from.isBefore(first) ? first : from, to == null ? last : earlier(last, to));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return other.isBefore(one) ? other : one;
    }

    public boolean isEmpty() {
        return to.isBefore(from);
    }
}
