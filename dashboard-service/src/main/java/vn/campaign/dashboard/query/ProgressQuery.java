package vn.campaign.dashboard.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.view.ProgressView.NodeViews;

/** Reads the views of nodes. */
@Component
public class ProgressQuery {

    private final ProgressReader progress;
    private final Timer time;

    ProgressQuery(ProgressReader progress, MeterRegistry meters) {
        this.progress = progress;
        this.time = Timer.builder("campaign.view")
                .description("To read and compute the view of a node and one page of its children")
                .publishPercentileHistogram()
                .register(meters);
    }

    /**
     * A node and one page of its children.
     *
     * @param indicator the only indicator shown, with its day sums; null for all
     * @param order how the children are sorted; null for the plan's order, which needs no figure of those on other pages
     */
    public ProgressView read(
            ViewContext context,
            PlanNode node,
            @Nullable String indicator,
            @Nullable Comparator<NodeView> order,
            Page page) {
        return time.record(() -> {
            NodeViews read = read(context, withChildren(node, order == null ? page : Page.WHOLE), indicator);
            List<NodeView> children = read.nodes().subList(1, read.nodes().size());
            List<NodeView> shown = order == null
                    ? children
                    : page.of(children.stream().sorted(order).toList());
            return ProgressView.of(context.plan().campaign(), read, shown, page);
        });
    }

    /** The nodes' views, in their order. */
    public NodeViews read(ViewContext context, List<PlanNode> nodes, @Nullable String indicator) {
        // Before the figures, so that they are at least as fresh as it says.
        Freshness freshness = progress.freshness(context.plan(), context.now());
        Map<String, NodeProgress> read = progress.read(context.plan().campaign(), nodes);
        return new NodeViews(
                context.period().code(),
                context.asOf(),
                freshness,
                nodes.stream()
                        .map(node -> NodeView.of(context, indicator, node, read.get(node.code())))
                        .toList());
    }

    /** The node, followed by one page of its children. */
    public static List<PlanNode> withChildren(PlanNode node, Page page) {
        return Stream.concat(Stream.of(node), page.of(node.children()).stream()).toList();
    }
}
