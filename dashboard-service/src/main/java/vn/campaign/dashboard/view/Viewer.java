package vn.campaign.dashboard.view;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
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

    public Viewer(Plan plan, Lens lens) {
        this.header = plan.header();
        this.deadline = plan.deadline();
        this.lens = lens;
    }

    /** What is shown of a node. */
    public NodeView view(PlanNode node, NodeProgress progress) {
        Map<String, IndicatorView> indicators = new LinkedHashMap<>();
        for (Indicator indicator : header.indicators()) {
            indicators.put(indicator.code(), indicator(node, indicator.code(), progress));
        }
        return new NodeView(
                node.code(),
                node.name(),
                node.kind(),
                node.parent(),
                node.children().size(),
                reportedToday(node, progress),
                progress.lastReceivedAt(),
                missingDays(node, progress),
                indicators);
    }

    private IndicatorView indicator(PlanNode node, String code, NodeProgress progress) {
        DaySeries reported = DaySeries.of(header.from(), header.to(), progress.days(), header.parts(code));
        Optional<Assigned> target = node.target(code, lens.period());
        Period period = target.map(Assigned::period).orElse(lens.period());
        long baseline = node.baseline(code);
        return new IndicatorView(
                period.code(),
                baseline,
                node.referenceBaseline(code),
                reported.between(period.from(), period.lastCounted(lens.asOf())),
                baseline + reported.through(lens.asOf()),
                node.eligible(period),
                node.teams(),
                period.elapsed(lens.asOf()),
                period.remaining(lens.asOf()),
                target.map(assigned -> pace(assigned.goal(baseline), reported, node))
                        .orElse(PaceView.NONE),
                VerificationView.of(Verified.of(progress.days(), code, lens.asOf()), header.settings()),
                node.floor(code, lens.period())
                        .map(floor -> floor(floor, reported))
                        .orElse(null));
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

    private boolean reportedToday(PlanNode node, NodeProgress progress) {
        int reported = reported(progress, lens.asOf());
        return node.leaf() ? reported > 0 : reported >= node.activeLeaves(lens.asOf());
    }

    /** A day counts as missing only once its deadline has passed; until then its reports are still due. */
    private long missingDays(PlanNode node, NodeProgress progress) {
        LocalDate end = lens.period().lastCounted(lens.asOf()).plusDays(1);
        long missing = 0;
        for (LocalDate day = lens.period().from();
                day.isBefore(end) && deadline.passed(day, lens.now());
                day = day.plusDays(1)) {
            missing += Math.max(0, node.activeLeaves(day) - reported(progress, day));
        }
        return missing;
    }

    private static int reported(NodeProgress progress, LocalDate day) {
        return progress.days().getOrDefault(day, DaySum.NOTHING).reported();
    }
}
