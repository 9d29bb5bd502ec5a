package vn.campaign.dashboard.mongo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;

/**
 * Reads the progress of nodes, and how fresh it is. What was read is kept; its version is asked for at each reading, and
 * as a version never recurs, what has the same one is the same.
 */
@Component
public class ProgressReader {

    private static final int NODES_AT_ONCE = 300;

    /** Of the heap, for what is kept. */
    private static final int SHARE_KEPT = 8;

    /** About what a day sum or a statement takes in memory. */
    private static final int BYTES_OF_A_DAY = 500;

    private final Documents<NodeProgress> progress;
    private final Documents<AppliedPosition> positions;
    private final Cache<String, NodeProgress> kept = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_KEPT)
            .weigher(ProgressReader::bytes)
            .build();

    public ProgressReader(MongoTemplate mongo) {
        this.progress = new Documents<>(mongo, CollectionNames.PROGRESS, NodeProgress.class);
        this.positions = new Documents<>(mongo, CollectionNames.POSITIONS, AppliedPosition.class);
    }

    private static int bytes(String id, NodeProgress progress) {
        int statements = progress.verifications().values().stream()
                .mapToInt(register -> 1 + register.earlier().size())
                .sum();
        return BYTES_OF_A_DAY * (1 + progress.days().size() + statements);
    }

    /** The progress of every node asked for; one for which nothing was said has none of it. */
    public Map<String, NodeProgress> read(String campaign, Collection<String> nodes) {
        Map<String, NodeProgress> found =
                find(nodes.stream().map(node -> Keys.node(campaign, node)).toList());
        Map<String, NodeProgress> all = new HashMap<>();
        for (String node : nodes) {
            NodeProgress read = found.get(Keys.node(campaign, node));
            all.put(node, read == null ? NodeProgress.none(campaign, node) : read);
        }
        return all;
    }

    private Map<String, NodeProgress> find(List<String> ids) {
        Map<String, NodeProgress> found = new HashMap<>(kept.getAllPresent(ids));
        Map<String, String> versions = progress.versions(found.keySet());
        found.values().removeIf(before -> !before.version()
                .equals(versions.get(Keys.node(before.campaign(), before.node()))));
        Map<String, NodeProgress> read =
                progress.find(ids.stream().filter(id -> !found.containsKey(id)).toList());
        kept.putAll(read);
        found.putAll(read);
        return found;
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
