package vn.campaign.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Page;

/** Reads who reported when, of a node and one page of its children. */
@Component
public class CompletenessViews {

    private final ProgressReader progress;

    CompletenessViews(ProgressReader progress) {
        this.progress = progress;
    }

    public CompletenessView read(Plan plan, PlanNode node, DayRange range, LocalDate asOf, Instant now, Page page) {
        Freshness freshness = progress.freshness(now);
        List<PlanNode> nodes = new ArrayList<>(List.of(node));
        nodes.addAll(page.of(node.children()));
        Map<String, NodeProgress> read = progress.read(
                plan.campaign(), nodes.stream().map(PlanNode::code).toList());
        List<CompletenessView.Node> views = nodes.stream()
                .map(each -> CompletenessView.Node.of(
                        each,
                        Completeness.of(each, read.get(each.code()), range.from(), range.to(), plan.deadline(), now)))
                .toList();
        return new CompletenessView(
                plan.campaign(),
                range.from(),
                range.to(),
                asOf,
                freshness,
                views.get(0),
                views.subList(1, views.size()),
                page.number(),
                page.size(),
                node.children().size());
    }
}
