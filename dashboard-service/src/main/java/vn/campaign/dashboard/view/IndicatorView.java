package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.ExactMath;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Pace.Status;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.pace.VerifiedFigure;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;

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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> days) {

    static IndicatorView of(ViewContext context, PlanNode node, String code, NodeProgress progress, boolean withDays) {
        CampaignHeader header = context.plan().header();
        LocalDate asOf = context.asOf();
        DaySeries reported = DaySeries.of(header.from(), header.to(), progress.days(), header.parts(code));
        Optional<PaceTarget> target = node.target(code, context.period());
        Optional<PaceTarget> floor = node.floor(code, context.period());
        Period period = target.map(PaceTarget::period).orElse(context.period());
        long baseline = node.baseline(code);
        return new IndicatorView(
                period.code(),
                period.from(),
                period.to(),
                baseline,
                node.referenceBaseline(code),
                reported.between(period.from(), period.lastCounted(asOf)),
                baseline + reported.through(asOf),
                node.eligible(period),
                node.teams(),
                period.elapsed(asOf),
                period.remaining(asOf),
                node.childrenTarget(code, context.period()),
                target.map(each -> PaceView.of(context, node, each.from(baseline), reported))
                        .orElse(PaceView.NONE),
                VerificationView.of(VerifiedFigure.of(progress.days(), code, asOf), node.leaves(), header.settings()),
                floor.map(each -> FloorView.of(context, each, reported)).orElse(null),
                withDays ? daySums(period, asOf, reported) : null);
    }

    private static List<Long> daySums(Period period, LocalDate asOf, DaySeries reported) {
        return Stream.iterate(period.from(), day -> day.plusDays(1))
                .limit(period.elapsed(asOf))
                .map(reported::on)
                .toList();
    }
    /**
     * What a target asks for and how far it is; all null without a target.
     *
     * @param target persons to reach
     * @param countsBaseline whether everything since before the campaign counts, or only what is reported in the period
     * @param toDo persons that the period itself has to bring
     * @param percent achieved in percent of the target
     * @param percentOfEligible achieved in percent of the eligible
     * @param expectedToDate persons that an even pace would have reached; until the as-of day's deadline, by the evening before
     * @param requiredToday persons that the as-of day still asks for; null where nobody owes a report for it
     * @param projected where the mean of the last days leads
     */
    public record PaceView(
            @Nullable Long target,
            @Nullable Boolean countsBaseline,
            @Nullable Long toDo,
            @Nullable Long achieved,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal percentOfEligible,
            @Nullable BigDecimal expectedToDate,
            @Nullable Long missing,
            @Nullable Long requiredPerDay,
            @Nullable Long requiredToday,
            @Nullable BigDecimal requiredPerTeamPerDay,
            @Nullable BigDecimal planQuotaPerTeamPerDay,
            @Nullable Long projected,
            @Nullable Status status) {

        static final PaceView NONE =
                new PaceView(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

        static PaceView of(ViewContext context, PlanNode node, PaceTarget target, DaySeries reported) {
            Pace pace = new Pace(target, reported, context.asOf(), context.lastDue());
            return new PaceView(
                    pace.target().value(),
                    pace.target().cumulative(),
                    pace.target().toDo(),
                    pace.achieved(),
                    pace.percent(),
                    pace.percentOf(node.eligible(pace.target().period())),
                    pace.expectedToDate(),
                    pace.missing(),
                    pace.requiredPerDay(),
                    context.owing(node, context.asOf()) == 0 ? null : pace.requiredToday(),
                    pace.requiredPerTeamPerDay(node.teams()),
                    pace.planQuotaPerTeamPerDay(node.teams()),
                    pace.projected(),
                    pace.status(context.plan().header().settings()));
        }
    }

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

    /**
     * The least to be reached, beside the target and never instead of it.
     *
     * @param period the period it belongs to
     * @param achieved reported in that period
     * @param percent achieved in percent of the floor
     */
    public record FloorView(
            String period, long value, long achieved, @Nullable BigDecimal percent, long missing, Status status) {

        /** A floor asks for what the period itself brings, whatever was reached before. */
        static FloorView of(ViewContext context, PaceTarget floor, DaySeries reported) {
            PaceTarget within = PaceTarget.withinPeriod(floor.period(), floor.value());
            Pace pace = new Pace(within, reported, context.asOf(), context.lastDue());
            return new FloorView(
                    pace.target().period().code(),
                    pace.target().value(),
                    pace.achieved(),
                    pace.percent(),
                    pace.missing(),
                    pace.status(context.plan().header().settings()));
        }
    }
}
