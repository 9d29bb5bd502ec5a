package vn.campaign.dashboard.plan;

import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;

/**
 * A target or floor of one node, indicator and period; without the baseline, which belongs to the node.
 *
 * @param value persons
 */
public record EffectiveTarget(Period period, long value, boolean cumulative) {

    /** What is to be reached from the given baseline. */
    public PaceTarget from(long baseline) {
        return cumulative ? PaceTarget.cumulative(period, value, baseline) : PaceTarget.withinPeriod(period, value);
    }

    /** Both together, due when the later one is; null when they count differently: such targets have no meaning as a sum. */
    static @Nullable EffectiveTarget sum(EffectiveTarget one, EffectiveTarget other) {
        if (one.cumulative != other.cumulative) {
            return null;
        }
        Period later = one.period.to().isBefore(other.period.to()) ? other.period : one.period;
        return new EffectiveTarget(later, Math.addExact(one.value, other.value), one.cumulative);
    }
}
