package vn.campaign.dashboard.commendation;

import java.util.Optional;
import vn.campaign.contract.plan.Phase;
import vn.campaign.dashboard.pace.Goal;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Assigned;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;

/** What a unit is judged by. */
final class Goals {

    private Goals() {}

    /** The goal of a period; empty without a target, and for a target of 0. */
    static Optional<Goal> of(Plan plan, PlanNode unit, String indicator, Period period) {
        Optional<Assigned> assigned = unit.target(indicator, period);
        return (assigned.isEmpty() && period.code().equals(Period.ALL)
                        ? ofPhases(plan, unit, indicator, period)
                        : assigned)
                .map(target -> target.goal(unit.baseline(indicator)))
                .filter(goal -> goal.target() > 0);
    }

    /**
     * The whole campaign's, where only its phases have targets: a cumulative one holds all that phases before it asked
     * for, one within its period comes on top.
     */
    private static Optional<Assigned> ofPhases(Plan plan, PlanNode unit, String indicator, Period all) {
        Assigned sum = null;
        for (Phase phase : plan.header().phases()) {
            Assigned next = plan.period(phase.code())
                    .flatMap(period -> unit.target(indicator, period))
                    .orElse(null);
            if (next != null) {
                boolean onTop = sum != null && !next.cumulative();
                sum = new Assigned(
                        all, next.value() + (onTop ? sum.value() : 0), next.cumulative() || onTop && sum.cumulative());
            }
        }
        return Optional.ofNullable(sum);
    }
}
