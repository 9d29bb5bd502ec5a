package vn.campaign.dashboard.plan;

import java.time.Instant;
import java.time.LocalDate;
import vn.campaign.dashboard.pace.Period;

/**
 * The plan, period, date and moment for which views are assembled.
 *
 * @param period the phase, or the whole campaign
 * @param asOf the activity date at whose end progress is shown
 * @param now decides whether a day without a report is missing or still due
 */
public record ViewContext(Plan plan, Period period, LocalDate asOf, Instant now) {

    /** The same moment for another date. */
    public ViewContext on(LocalDate date) {
        return new ViewContext(plan, period, date, now);
    }

    /** The same date and moment in another period. */
    public ViewContext in(Period other) {
        return new ViewContext(plan, other, asOf, now);
    }
}
