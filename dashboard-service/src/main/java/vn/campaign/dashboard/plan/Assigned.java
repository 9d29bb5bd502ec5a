package vn.campaign.dashboard.plan;

import vn.campaign.dashboard.pace.Goal;
import vn.campaign.dashboard.pace.Period;

/**
 * A target or floor of one node, indicator and period; without the baseline, which belongs to the node.
 *
 * @param value persons
 */
public record Assigned(Period period, long value, boolean cumulative) {

    /** What is to be reached from the given baseline. */
    public Goal goal(long baseline) {
        return cumulative ? Goal.cumulative(period, value, baseline) : Goal.withinPeriod(period, value);
    }

    /** Both together, due when the later one is; null when they count differently: such targets have no meaning as a sum. */
    static Assigned sum(Assigned one, Assigned other) {
        if (one.cumulative != other.cumulative) {
            return null;
        }
        Period later = one.period.to().isBefore(other.period.to()) ? other.period : one.period;
        return new Assigned(later, Math.addExact(one.value, other.value), one.cumulative);
    }
}
