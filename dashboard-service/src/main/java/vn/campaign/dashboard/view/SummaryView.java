package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.completeness.Completeness.Reports;
import vn.campaign.dashboard.view.RankingView.CommendationView;

/**
 * The summary of a phase, or of the campaign split by phase.
 *
 * @param parts one for each phase asked for and, in the final summary, one for the whole campaign
 * @param findings where the plan contradicts itself
 */
public record SummaryView(
        String campaign, Name name, LocalDate asOf, Freshness freshness, List<Part> parts, List<Finding> findings) {

    /**
     * One phase, or the whole campaign.
     *
     * @param phase its code, or {@code all}
     * @param name null for the whole campaign
     * @param due when its summary is due, or null
     * @param dimensions territories and organisations apart
     */
    public record Part(
            String phase,
            @Nullable Name name,
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate due,
            List<Dimension> dimensions) {}

    /**
     * A node and its children.
     *
     * @param total the node itself: what the plan states for it, which need not be its children's sum
     */
    public record Dimension(Kind kind, Row total, List<Row> rows) {}

    /**
     * One node.
     *
     * @param reporting its reports over the part's days up to the as-of date
     * @param commendation a unit's place; null at an inner node
     */
    public record Row(@JsonUnwrapped NodeView node, Reports reporting, @Nullable CommendationView commendation) {}
}
