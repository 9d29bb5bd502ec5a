package vn.campaign.dashboard.view;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.pace.ExactMath;
import vn.campaign.dashboard.pace.VerifiedFigure;

/**
 * What the national database holds beside what was reported; all null, and no leaf, before the first verification.
 *
 * @param verified persons verified, over the leaves that have a verification
 * @param verifiedAsOf the newest date of a verification that changed a figure
 * @param verifiedLeaves how many leaves have a verification
 * @param verifiedShare these leaves in percent of all of the node's
 * @param gap persons those leaves had reported by then, less the verified ones
 * @param overReported whether the gap is above the campaign's tolerance
 */
public record VerificationView(
        @Nullable Long verified,
        @Nullable LocalDate verifiedAsOf,
        int verifiedLeaves,
        @Nullable BigDecimal verifiedShare,
        @Nullable Long gap,
        @Nullable Boolean overReported) {

    static VerificationView of(@Nullable VerifiedFigure verified, int leaves, Settings settings) {
        return verified == null
                ? new VerificationView(null, null, 0, null, null, null)
                : new VerificationView(
                        verified.value(),
                        verified.asOf(),
                        verified.leaves(),
                        ExactMath.percent(verified.leaves(), (long) leaves),
                        verified.gap(),
                        verified.overReported(settings));
    }
}
