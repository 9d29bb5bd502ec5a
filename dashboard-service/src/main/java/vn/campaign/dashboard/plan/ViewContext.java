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

    /** Leaves at or under a node that owe a report for a day: those that are active, on days of a phase. */
    public int owing(PlanNode node, LocalDate day) {
        return plan.deadline().exists(day) ? node.activeLeaves(day) : 0;
    }

    /** The last day up to the as-of date whose quota is due: until a day's deadline, nobody is behind for it. */
    public LocalDate lastDue() {
        return plan.deadline().passed(asOf, now) ? asOf : asOf.minusDays(1);
    }

    /** The same moment for another date. */
    public ViewContext on(LocalDate date) {
        return new ViewContext(plan, period, date, now);
    }

    /** The same date and moment in another period. */
    public ViewContext in(Period other) {
        return new ViewContext(plan, other, asOf, now);
    }
}
