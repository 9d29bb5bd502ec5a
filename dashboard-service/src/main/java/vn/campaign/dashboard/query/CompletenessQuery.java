package vn.campaign.dashboard.query;

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
import vn.campaign.dashboard.view.ViewContext;

/** Reads who reported when, of a node and one page of its children. */
@Component
public class CompletenessQuery {

    private final ProgressReader progress;

    CompletenessQuery(ProgressReader progress) {
        this.progress = progress;
    }

    public CompletenessView read(Plan plan, PlanNode node, DayRange range, ViewContext context, Page page) {
        Freshness freshness = progress.freshness(context.now());
        List<PlanNode> nodes = ProgressQuery.withChildren(node, page);
        Map<String, NodeProgress> read = progress.read(plan.campaign(), nodes);
        List<CompletenessView.Node> views = nodes.stream()
                .map(each -> CompletenessView.Node.of(
                        each,
                        Completeness.of(
                                each, read.get(each.code()), range.from(), range.to(), plan.deadline(), context.now())))
                .toList();
        return new CompletenessView(
                plan.campaign(),
                range.from(),
                range.to(),
                context.asOf(),
                freshness,
                views.get(0),
                views.subList(1, views.size()),
                page.number(),
                page.size(),
                node.children().size());
    }
}
