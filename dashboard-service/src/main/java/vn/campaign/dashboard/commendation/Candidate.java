package vn.campaign.dashboard.commendation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.completeness.Reports;
import vn.campaign.dashboard.pace.PaceTarget;
import vn.campaign.dashboard.pace.VerifiedFigure;
import vn.campaign.dashboard.plan.PlanNode;

/**
 * A unit with all that its commendation depends on.
 *
 * @param target null without a target, and for a target of 0: nothing was asked
 * @param basis null without a target
 * @param reports its reports over the period
 * @param verified its newest verification, or null
 * @param reachedOn the first day at whose end its reports reached the target, or null
 * @param begun whether the period has begun
 */
public record Candidate(
        PlanNode unit,
        @Nullable PaceTarget target,
        @Nullable Basis basis,
        Reports reports,
        @Nullable VerifiedFigure verified,
        @Nullable LocalDate reachedOn,
        boolean begun) {

    /** Why a unit is not eligible. */
    public enum Reason {
        NO_TARGET,
        TARGET_MISSED,
        REPORTING_TOO_RARE,
        OVER_REPORTED
    }

    /** Why a unit's responsibility is reviewed. */
    public enum Review {
        NOTHING_REACHED,
        NEVER_REPORTED
    }

    /** Whether it reported more than was verified, beyond what the campaign tolerates. */
    public boolean overReported(Settings settings) {
        return verified != null && verified.overReported(settings);
    }

    /** The reasons against commending it; none when it is eligible. */
    public List<Reason> reasons(Settings settings) {
        List<Reason> reasons = new ArrayList<>();
        if (target == null) {
            reasons.add(Reason.NO_TARGET);
        } else if (basis.value() < target.value()) {
            reasons.add(Reason.TARGET_MISSED);
        }
        if (!reports.reaches(settings.reportingShare())) {
            reasons.add(Reason.REPORTING_TOO_RARE);
        }
        if (overReported(settings)) {
            reasons.add(Reason.OVER_REPORTED);
        }
        return List.copyOf(reasons);
    }

    /** Why its responsibility is to be reviewed; nothing is before the period begins. */
    public List<Review> review() {
        List<Review> reasons = new ArrayList<>();
        if (begun && target != null && basis.value() <= target.start()) {
            reasons.add(Review.NOTHING_REACHED);
        }
        if (reports.expected() > 0 && reports.made() == 0) {
            reasons.add(Review.NEVER_REPORTED);
        }
        return reasons;
    }
}
