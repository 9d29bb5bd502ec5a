package vn.campaign.dashboard.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.completeness.Completeness.DayCompleteness;
import vn.campaign.dashboard.pace.Deadline.Timeliness;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;

/**
 * One node as the dashboard shows it.
 *
 * @param parent code of the node above, or null for a root
 * @param childCount nodes directly below; 0 for a unit that reports
 * @param leaves units at or under it that owe a report for the as-of date
 * @param reportedLeaves of these, those with a standing report
 * @param reportedToday whether a report stands for the as-of date, of every leaf that owes one; null where none does
 * @param timeliness of a unit's as-of day; null at an inner node, and where the unit owes no report for the day
 * @param lastReportedAt when the newest report or withdrawal of the days up to the as-of date was received, or null
 * @param missingDays days of the period up to the as-of date that are missing, summed over leaves
 * @param indicators by code, in the campaign's order
 */
public record NodeView(
        String code,
        Name name,
        Kind kind,
        @Nullable String parent,
        int childCount,
        int leaves,
        int reportedLeaves,
        @Nullable Boolean reportedToday,
        @Nullable Timeliness timeliness,
        @Nullable Instant lastReportedAt,
        long missingDays,
        Map<String, IndicatorView> indicators) {

    /**
     * What is shown of a node.
     *
     * @param only the only indicator shown, with its day sums; null for all
     */
    public static NodeView of(ViewContext context, @Nullable String only, PlanNode node, NodeProgress progress) {
        Map<String, IndicatorView> indicators = new LinkedHashMap<>();
        for (Indicator indicator : context.plan().header().indicators()) {
            if (only == null || only.equals(indicator.code())) {
                indicators.put(
                        indicator.code(), IndicatorView.of(context, node, indicator.code(), progress, only != null));
            }
        }
        DayCompleteness today = DayCompleteness.of(context, node, progress, context.asOf());
        int reported = today.onTime() + today.late();
        return new NodeView(
                node.code(),
                node.name(),
                node.kind(),
                node.parent(),
                node.children().size(),
                today.expected(),
                reported,
                today.expected() == 0 ? null : (Boolean) (reported >= today.expected()),
                node.leaf() ? today.ofOne() : null,
                progress.lastReceivedAt(context.asOf()),
                Completeness.of(context, node, progress).reports().missing(),
                indicators);
    }
}
