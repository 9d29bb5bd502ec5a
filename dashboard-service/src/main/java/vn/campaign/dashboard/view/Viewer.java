package vn.campaign.dashboard.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.completeness.DayCompleteness;
import vn.campaign.dashboard.completeness.Reports;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Goal;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.pace.Verified;
import vn.campaign.dashboard.plan.Assigned;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;

/** Computes the views of one plan through one lens. */
public final class Viewer {

    private final CampaignHeader header;
    private final Deadline deadline;
    private final Lens lens;
    private final String only;

    /** Of all indicators. */
    public Viewer(Plan plan, Lens lens) {
        this(plan, lens, null);
    }

    /**
     * Of one indicator, with its day sums; of all for null.
     *
     * @param only the indicator's code
     */
    public Viewer(Plan plan, Lens lens, String only) {
        this.header = plan.header();
        this.deadline = plan.deadline();
        this.lens = lens;
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
        DayCompleteness today = DayCompleteness.of(node, progress, lens.asOf(), deadline, lens.now());
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
        Optional<Assigned> target = node.target(code, lens.period());
        Period period = target.map(Assigned::period).orElse(lens.period());
        long baseline = node.baseline(code);
        return new IndicatorView(
                period.code(),
                period.from(),
                period.to(),
                baseline,
                node.referenceBaseline(code),
                reported.between(period.from(), period.lastCounted(lens.asOf())),
                baseline + reported.through(lens.asOf()),
                node.eligible(period),
                node.teams(),
                period.elapsed(lens.asOf()),
                period.remaining(lens.asOf()),
                node.childrenTarget(code, lens.period()),
                target.map(assigned -> pace(assigned.goal(baseline), reported, node))
                        .orElse(PaceView.NONE),
                VerificationView.of(Verified.of(progress.days(), code, lens.asOf()), node.leaves(), header.settings()),
                node.floor(code, lens.period())
                        .map(floor -> floor(floor, reported))
                        .orElse(null),
                only == null ? null : days(period, reported));
    }

    private List<Long> days(Period period, DaySeries reported) {
        return Stream.iterate(period.from(), day -> day.plusDays(1))
                .limit(period.elapsed(lens.asOf()))
                .map(reported::on)
                .toList();
    }

    private PaceView pace(Goal goal, DaySeries reported, PlanNode node) {
        return PaceView.of(
                new Pace(goal, reported, lens.asOf()), node.eligible(goal.period()), node.teams(), header.settings());
    }

    /** A floor asks for what the period itself brings, whatever was reached before. */
    private FloorView floor(Assigned floor, DaySeries reported) {
        Goal goal = Goal.withinPeriod(floor.period(), floor.value());
        return FloorView.of(new Pace(goal, reported, lens.asOf()), header.settings());
    }

    /** The node's reports over the period, up to the as-of date. */
    public ReportingView reporting(PlanNode node, NodeProgress progress) {
        return ReportingView.of(reports(node, progress));
    }

    private Reports reports(PlanNode node, NodeProgress progress) {
        Period period = lens.period();
        return Completeness.of(node, progress, period.from(), period.lastCounted(lens.asOf()), deadline, lens.now())
                .reports();
    }

    private Instant lastReceivedAt(NodeProgress progress) {
        return progress.days().headMap(lens.asOf().plusDays(1)).values().stream()
                .map(DaySum::lastReceivedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
