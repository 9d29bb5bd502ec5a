package vn.campaign.dashboard.view;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.commendation.Candidate;
import vn.campaign.dashboard.commendation.Ranking;
import vn.campaign.dashboard.plan.PlanNode;

/**
 * The commendation of a phase or of the campaign; territories and organisations apart.
 *
 * @param indicator the campaign's main indicator, which decides
 * @param reportingShare share of days that a unit must have reported
 * @param provisional whether the period is not over on the as-of date
 */
public record RankingView(
        String campaign,
        String phase,
        LocalDate asOf,
        Freshness freshness,
        String indicator,
        BigDecimal reportingShare,
        boolean provisional,
        List<UnitRanking> dimensions) {

    /**
     * The units under one node.
     *
     * @param total units looked at
     * @param eligible of these, those to be commended
     * @param units one page: the eligible by rank, then the others
     * @param reviewTotal units whose responsibility is reviewed
     * @param review one page of them, in the plan's order
     */
    public record UnitRanking(
            NodeName root,
            int total,
            int eligible,
            List<CommendationView> units,
            int reviewTotal,
            List<Reviewed> review,
            int page,
            int size) {

        /** One page of a node's ranking. */
        public static UnitRanking of(PlanNode root, Ranking ranking, Settings settings, Page page) {
            return new UnitRanking(
                    NodeName.of(root),
                    ranking.places().size(),
                    ranking.eligible(),
                    page.of(ranking.places()).stream()
                            .map(place -> CommendationView.of(place, settings))
                            .toList(),
                    ranking.review().size(),
                    page.of(ranking.review()).stream().map(Reviewed::of).toList(),
                    page.number(),
                    page.size());
        }
    }

    /** A unit whose responsibility is reviewed, and why. */
    public record Reviewed(String code, Name name, Kind kind, @Nullable String parent, List<Candidate.Review> reasons) {

        static Reviewed of(Candidate candidate) {
            PlanNode unit = candidate.unit();
            return new Reviewed(unit.code(), unit.name(), unit.kind(), unit.parent(), candidate.review());
        }
    }
}
