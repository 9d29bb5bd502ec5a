package vn.campaign.dashboard.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.view.Viewer;

/** Reads the view of a node and one page of its children. */
@Component
public class ProgressViews {

    private final ProgressReader progress;
    private final Timer time;

    ProgressViews(ProgressReader progress, MeterRegistry meters) {
        this.progress = progress;
        this.time = Timer.builder("campaign.view")
                .description("To read and compute the view of a node and one page of its children")
                .publishPercentileHistogram()
                .register(meters);
    }

    /**
     * The view.
     *
     * @param only the only indicator shown; null for all
     * @param order how the children are sorted; null for the plan's order, which needs no figure of those on other pages
     */
    public ProgressView read(Plan plan, PlanNode node, Lens lens, String only, Comparator<NodeView> order, Page page) {
        return time.record(() -> view(plan, node, lens, only, order, page));
    }

    private ProgressView view(Plan plan, PlanNode node, Lens lens, String only, Comparator<NodeView> order, Page page) {
        // before the figures, so that they are at least as fresh as it says
        Freshness freshness = progress.freshness(lens.now());
        List<PlanNode> children = order == null ? page.of(node.children()) : node.children();
        List<PlanNode> nodes = new ArrayList<>(List.of(node));
        nodes.addAll(children);
        Map<String, NodeProgress> read = progress.read(
                plan.campaign(), nodes.stream().map(PlanNode::code).toList());
        Viewer viewer = new Viewer(plan, lens, only);
        List<NodeView> views = children.stream()
                .map(child -> viewer.view(child, read.get(child.code())))
                .toList();
        return new ProgressView(
                plan.campaign(),
                lens.period().code(),
                lens.asOf(),
                freshness,
                viewer.view(node, read.get(node.code())),
                order == null ? views : page.of(views.stream().sorted(order).toList()),
                page.number(),
                page.size(),
                node.children().size());
    }
}
