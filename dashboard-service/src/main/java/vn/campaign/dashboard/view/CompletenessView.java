package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.completeness.Completeness.DayCompleteness;
import vn.campaign.dashboard.completeness.Completeness.Reports;
import vn.campaign.dashboard.plan.PlanNode;

/**
 * Who reported when: a node and one page of its children, day by day.
 *
 * @param from first day
 * @param to last day
 */
public record CompletenessView(
        String campaign,
        LocalDate from,
        LocalDate to,
        LocalDate asOf,
        Freshness freshness,
        Node node,
        List<Node> children,
        int page,
        int size,
        int total) {

    /**
     * A node's reports.
     *
     * @param missingStreak missing days in a row up to the last one past its deadline; null at an inner node
     * @param longestMissingStreak the longest row of missing days; null at an inner node
     */
    public record Node(
            @JsonUnwrapped NodeName node,
            int childCount,
            @JsonUnwrapped Reports reporting,
            @Nullable Integer missingStreak,
            @Nullable Integer longestMissingStreak,
            List<DayCompleteness> days) {

        /** The node over the range. */
        public static Node of(PlanNode node, Completeness completeness) {
            return new Node(
                    NodeName.of(node),
                    node.children().size(),
                    completeness.reports(),
                    node.leaf() ? completeness.missingStreak() : null,
                    node.leaf() ? completeness.longestMissingStreak() : null,
                    completeness.days());
        }
    }
}
