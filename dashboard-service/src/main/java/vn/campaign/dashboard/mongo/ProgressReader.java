package vn.campaign.dashboard.mongo;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Collections;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;

/** Reads the progress of nodes, and how fresh it is. */
@Component
public class ProgressReader {

    private static final int NODES_AT_ONCE = 300;

    private final Documents<NodeProgress> progress;
    private final Documents<AppliedPosition> positions;

    ProgressReader(MongoTemplate mongo) {
        this.progress = new Documents<>(mongo, Collections.PROGRESS, NodeProgress.class);
        this.positions = new Documents<>(mongo, Collections.POSITIONS, AppliedPosition.class);
    }

    /** The progress of every node asked for; one for which nothing was said has none of it. */
    public Map<String, NodeProgress> read(String campaign, Collection<String> nodes) {
        Map<String, NodeProgress> found = progress.find(
                nodes.stream().map(node -> Keys.node(campaign, node)).toList());
        Map<String, NodeProgress> all = new HashMap<>();
        for (String node : nodes) {
            NodeProgress read = found.get(Keys.node(campaign, node));
            all.put(node, read == null ? NodeProgress.none(campaign, node) : read);
        }
        return all;
    }

    /** The progress of each node, some hundred in memory at a time. */
    public void forEach(String campaign, List<PlanNode> nodes, BiConsumer<PlanNode, NodeProgress> found) {
        for (int from = 0; from < nodes.size(); from += NODES_AT_ONCE) {
            List<PlanNode> some = nodes.subList(from, Math.min(nodes.size(), from + NODES_AT_ONCE));
            Map<String, NodeProgress> read =
                    read(campaign, some.stream().map(PlanNode::code).toList());
            some.forEach(node -> found.accept(node, read.get(node.code())));
        }
    }

    /** How fresh all figures are. */
    public Freshness freshness(Instant now) {
        Instant newest = positions.all().stream()
                .map(AppliedPosition::newestReceivedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new Freshness(newest, now);
    }
}
