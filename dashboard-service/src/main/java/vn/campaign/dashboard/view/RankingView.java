package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.commendation.Candidate;
import vn.campaign.dashboard.commendation.Candidate.Basis;
import vn.campaign.dashboard.commendation.Ranking;
import vn.campaign.dashboard.pace.ExactMath;
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
                    page.of(ranking.review()).stream()
                            .map(reviewed -> new Reviewed(NodeName.of(reviewed.unit()), reviewed.review()))
                            .toList(),
                    page.number(),
                    page.size());
        }
    }

    /** A unit whose responsibility is reviewed, and why. */
    public record Reviewed(@JsonUnwrapped NodeName node, List<Candidate.Review> reasons) {}

    /**
     * A unit's place in the ranking.
     *
     * @param rank from 1; null for a unit that is passed over
     * @param target persons; null without a target
     * @param basis persons that count towards it
     * @param basisSource verified figures, or reports where the period's end was not verified
     * @param verifiedAsOf the date of the verification that the basis rests on, or null
     * @param percent basis in percent of the target, one decimal; ranks go by the exact one
     * @param reportingRate (on time + late) / expected over the period
     * @param onTimeRate on time / expected over the period
     * @param gap persons reported and not verified, at the newest verification; null without one
     * @param reachedOn first day at whose end the reports reached the target, or null
     * @param reasons why it is passed over; empty when it is eligible
     * @param tie what parts it from units with the same percentage, or null
     */
    public record CommendationView(
            @Nullable Integer rank,
            @JsonUnwrapped NodeName node,
            @Nullable Long target,
            @Nullable Long basis,
            Basis.@Nullable Source basisSource,
            @Nullable LocalDate verifiedAsOf,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal reportingRate,
            @Nullable BigDecimal onTimeRate,
            boolean overReported,
            @Nullable Long gap,
            @Nullable LocalDate reachedOn,
            List<Candidate.Reason> reasons,
            Ranking.@Nullable Tie tie) {

        /** The place as it is shown. */
        public static CommendationView of(Ranking.Place place, Settings settings) {
            Candidate candidate = place.candidate();
            Basis basis = candidate.basis();
            Long target = candidate.target() == null ? null : candidate.target().value();
            return new CommendationView(
                    place.rank(),
                    NodeName.of(candidate.unit()),
                    target,
                    basis == null ? null : basis.value(),
                    basis == null ? null : basis.source(),
                    basis == null ? null : basis.verifiedAsOf(),
                    basis == null ? null : ExactMath.percent(basis.value(), target),
                    candidate.reports().reportingRate(),
                    candidate.reports().onTimeRate(),
                    candidate.overReported(settings),
                    candidate.verified() == null ? null : candidate.verified().gap(),
                    candidate.reachedOn(),
                    place.reasons(),
                    place.tie());
        }

        /** Whether it is to be commended. */
        @JsonProperty
        public boolean eligible() {
            return reasons.isEmpty();
        }
    }
}
