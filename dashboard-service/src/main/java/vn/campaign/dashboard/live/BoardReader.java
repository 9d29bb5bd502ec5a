package vn.campaign.dashboard.live;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.live.Board.Reading;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Viewer;

/** Reads the present views of what a stream shows. */
@Component
class BoardReader {

    private final Campaigns campaigns;
    private final ProgressReader progress;
    private final Clock clock;

    BoardReader(Campaigns campaigns, ProgressReader progress, Clock clock) {
        this.campaigns = campaigns;
        this.progress = progress;
        this.clock = clock;
    }

    /** All nodes of the watch. */
    Reading all(Watch watch) {
        Plan plan = plan(watch);
        return read(watch, plan, nodes(watch, plan), true);
    }

    /** Those of the nodes that belong to the watch. */
    Reading some(Watch watch, Set<String> changed) {
        Plan plan = plan(watch);
        List<PlanNode> nodes = nodes(watch, plan).stream()
                .filter(node -> changed.contains(node.code()))
                .toList();
        return read(watch, plan, nodes, false);
    }

    private Reading read(Watch watch, Plan plan, List<PlanNode> nodes, boolean all) {
        Instant now = clock.instant();
        LocalDate today = plan.dateAt(now);
        Period period = watch.phase() == null
                ? plan.periodOn(today)
                : plan.period(watch.phase()).orElseThrow(() -> new IllegalStateException("no phase " + watch.phase()));
        Viewer viewer = new Viewer(plan, new Lens(period, today, now), watch.indicator());
        Freshness freshness = progress.freshness(now);
        Map<String, NodeProgress> read = progress.read(
                plan.campaign(), nodes.stream().map(PlanNode::code).toList());
        return new Reading(
                period.code(),
                today,
                freshness,
                nodes.stream()
                        .map(node -> viewer.view(node, read.get(node.code())))
                        .toList(),
                all);
    }

    private Plan plan(Watch watch) {
        return campaigns
                .find(watch.campaign())
                .orElseThrow(() -> new IllegalStateException("no campaign " + watch.campaign()));
    }

    private static List<PlanNode> nodes(Watch watch, Plan plan) {
        PlanNode node = plan.node(watch.node()).orElseThrow(() -> new IllegalStateException("no node " + watch.node()));
        List<PlanNode> nodes = new ArrayList<>(List.of(node));
        node.children().stream()
                .skip((long) watch.page() * watch.size())
                .limit(watch.size())
                .forEach(nodes::add);
        return nodes;
    }
}
