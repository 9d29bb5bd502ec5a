package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of a node, in persons; written as one flat object.
 *
 * @param period the period the figures belong to: the phase, or {@code all} where only the whole campaign has a target
 * @param from that period's first day
 * @param to its last day, or the target's own due date
 * @param baseline reached before the campaign; cumulative figures start from it
 * @param referenceBaseline reached before the campaign and only shown, or null
 * @param reportedInPeriod reported from the period's first day to the as-of date
 * @param cumulative baseline and everything reported up to the as-of date
 * @param eligible citizens eligible, or null when the plan does not say
 * @param teams community digital-technology teams, or null when the plan gives none
 * @param childrenTarget sum of the children's targets beside the one that the plan states for the node itself, or null
 * @param pace the figures that exist only with a target
 * @param verification the figures that exist only with a verification
 * @param floor the least to be reached, where the plan sets one
 * @param days day sums from the period's first day to the as-of date, where one indicator alone is asked for
 */
public record IndicatorView(
        String period,
        LocalDate from,
        LocalDate to,
        long baseline,
        @Nullable Long referenceBaseline,
        long reportedInPeriod,
        long cumulative,
        @Nullable Long eligible,
        @Nullable Integer teams,
        long elapsedDays,
        long remainingDays,
        @Nullable Long childrenTarget,
        @JsonUnwrapped PaceView pace,
        @JsonUnwrapped VerificationView verification,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FloorView floor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> days) {}
