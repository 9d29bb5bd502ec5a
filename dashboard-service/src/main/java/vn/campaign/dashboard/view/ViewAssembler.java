package vn.campaign.dashboard.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.completeness.DayCompleteness;
import vn.campaign.dashboard.completeness.Reports;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.pace.VerifiedFigure;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.IndicatorView.FloorView;
import vn.campaign.dashboard.view.IndicatorView.PaceView;
import vn.campaign.dashboard.view.IndicatorView.VerificationView;

/** Assembles the views of nodes. */
public final class ViewAssembler {

    private final CampaignHeader header;
    private final Deadline deadline;
    private final ViewContext context;
    private final @Nullable String only;

    /** For one indicator, with its day sums; for all when null. */
    public ViewAssembler(ViewContext context, @Nullable String only) {
        this.header = context.plan().header();
        this.deadline = context.plan().deadline();
        this.context = context;
        this.only = only;
    }

    /** What is shown of a node. */
    public NodeView view(PlanNode node, NodeProgress progress) {
        Map<String, IndicatorView> indicators = new LinkedHashMap<>();
        for (Indicator indicator : header.indicators()) {
            if (only == null || only.equals(indicator.code())) {
                indicators.put(indicator.code(), indicator(node, indicator.code(), progress));
            }
        }
        DayCompleteness today = DayCompleteness.of(node, progress, context.asOf(), deadline, context.now());
        int reported = today.onTime() + today.late();
        return new NodeView(
                node.code(),
                node.name(),
                node.kind(),
                node.parent(),
                node.children().size(),
                today.expected(),
                reported,
                node.leaf() ? reported > 0 : reported >= today.expected(),
                node.leaf() ? today.ofOne() : null,
                lastReceivedAt(progress),
                reports(node, progress).missing(),
                indicators);
    }

    private IndicatorView indicator(PlanNode node, String code, NodeProgress progress) {
        DaySeries reported = DaySeries.of(header.from(), header.to(), progress.days(), header.parts(code));
        Optional<PaceTarget> target = node.target(code, context.period());
        Period period = target.map(PaceTarget::period).orElse(context.period());
        long baseline = node.baseline(code);
        return new IndicatorView(
                period.code(),
                period.from(),
                period.to(),
                baseline,
                node.referenceBaseline(code),
                reported.between(period.from(), period.lastCounted(context.asOf())),
                baseline + reported.through(context.asOf()),
                node.eligible(period),
                node.teams(),
                period.elapsed(context.asOf()),
                period.remaining(context.asOf()),
                node.childrenTarget(code, context.period()),
                target.map(effective -> pace(effective.from(baseline), reported, node))
                        .orElse(PaceView.NONE),
                VerificationView.of(
                        VerifiedFigure.of(progress.days(), code, context.asOf()), node.leaves(), header.settings()),
                node.floor(code, context.period())
                        .map(floor -> floor(floor, reported))
                        .orElse(null),
                only == null ? null : daySums(period, reported));
    }

    private List<Long> daySums(Period period, DaySeries reported) {
        return Stream.iterate(period.from(), day -> day.plusDays(1))
                .limit(period.elapsed(context.asOf()))
                .map(reported::on)
                .toList();
    }

    private PaceView pace(PaceTarget target, DaySeries reported, PlanNode node) {
        return PaceView.of(
                new Pace(target, reported, context.asOf()),
                node.eligible(target.period()),
                node.teams(),
                header.settings());
    }

    /** A floor asks for what the period itself brings, whatever was reached before. */
    private FloorView floor(PaceTarget floor, DaySeries reported) {
        PaceTarget target = PaceTarget.withinPeriod(floor.period(), floor.value());
        return FloorView.of(new Pace(target, reported, context.asOf()), header.settings());
    }

    /** The node's reports over the period, up to the as-of date. */
    public Reports reports(PlanNode node, NodeProgress progress) {
        Period period = context.period();
        return Completeness.of(
                        node, progress, period.from(), period.lastCounted(context.asOf()), deadline, context.now())
                .reports();
    }

    private @Nullable Instant lastReceivedAt(NodeProgress progress) {
        return progress.days().headMap(context.asOf().plusDays(1)).values().stream()
                .map(DaySum::lastReceivedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
