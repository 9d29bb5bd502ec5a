package vn.campaign.dashboard.view;

import java.math.BigDecimal;
import java.time.LocalDate;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.pace.Exact;
import vn.campaign.dashboard.pace.Verified;

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
        Long verified,
        LocalDate verifiedAsOf,
        int verifiedLeaves,
        BigDecimal verifiedShare,
        Long gap,
        Boolean overReported) {

    static VerificationView of(Verified verified, int leaves, Settings settings) {
        return verified == null
                ? new VerificationView(null, null, 0, null, null, null)
                : new VerificationView(
                        verified.value(),
                        verified.asOf(),
                        verified.leaves(),
                        Exact.percent(verified.leaves(), (long) leaves),
                        verified.gap(),
                        verified.overReported(settings));
    }
}
