package vn.campaign.dashboard.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.Status;

/**
 * What a target asks for and how far it is; all null without a target.
 *
 * @param target persons to reach
 * @param countsBaseline whether everything since before the campaign counts, or only what is reported in the period
 * @param toDo persons that the period itself has to bring
 * @param percent achieved in percent of the target
 * @param percentOfEligible achieved in percent of the eligible
 * @param expectedToDate persons that an even pace would have reached
 * @param requiredToday persons that the as-of day still asks for
 * @param projected where the mean of the last days leads
 */
public record PaceView(
        @Nullable Long target,
        @Nullable Boolean countsBaseline,
        @Nullable Long toDo,
        @Nullable Long achieved,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal percentOfEligible,
        @Nullable BigDecimal expectedToDate,
        @Nullable Long missing,
        @Nullable Long requiredPerDay,
        @Nullable Long requiredToday,
        @Nullable BigDecimal requiredPerTeamPerDay,
        @Nullable BigDecimal planQuotaPerTeamPerDay,
        @Nullable Long projected,
        @Nullable Status status) {

    static final PaceView NONE =
            new PaceView(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    static PaceView of(Pace pace, @Nullable Long eligible, @Nullable Integer teams, Settings settings) {
        return new PaceView(
                pace.target().value(),
                pace.target().cumulative(),
                pace.target().toDo(),
                pace.achieved(),
                pace.percent(),
                pace.percentOf(eligible),
                pace.expectedToDate(),
                pace.missing(),
                pace.requiredPerDay(),
                pace.requiredToday(),
                pace.requiredPerTeamPerDay(teams),
                pace.planQuotaPerTeamPerDay(teams),
                pace.projected(),
                pace.status(settings));
    }
}
