package vn.campaign.dashboard.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.Status;

/**
 * The least to be reached, beside the target and never instead of it.
 *
 * @param period the period it belongs to
 * @param achieved reported in that period
 * @param percent achieved in percent of the floor
 */
public record FloorView(
        String period, long value, long achieved, @Nullable BigDecimal percent, long missing, Status status) {

    static FloorView of(Pace pace, Settings settings) {
        return new FloorView(
                pace.target().period().code(),
                pace.target().value(),
                pace.achieved(),
                pace.percent(),
                pace.missing(),
                pace.status(settings));
    }
}
