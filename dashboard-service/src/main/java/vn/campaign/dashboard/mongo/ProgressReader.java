package vn.campaign.dashboard.mongo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;

/**
 * Reads the progress of nodes, and how fresh it is. Documents are cached and only their versions are read each time: a
 * version never recurs, so a document of the same version is the same.
 */
@Component
public class ProgressReader {

    private static final int MAX_HEAP_FRACTION = 8;

    /** About what a day sum or a verification takes in memory. */
    private static final int BYTES_PER_DAY = 500;

    private final MongoTemplate mongo;
    private final Cache<String, NodeProgress> cache = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / MAX_HEAP_FRACTION)
            .weigher(ProgressReader::bytes)
            .build();

    public ProgressReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    private static int bytes(String id, NodeProgress progress) {
        int verifications = progress.verifications().values().stream()
                .mapToInt(register -> 1 + register.earlier().size())
                .sum();
        return BYTES_PER_DAY * (1 + progress.days().size() + verifications);
    }

    /** The progress of every node by its code; an empty one where nothing was reported. */
    public Map<String, NodeProgress> read(String campaign, List<PlanNode> nodes) {
        Map<String, NodeProgress> found = find(
                nodes.stream().map(node -> Keys.node(campaign, node.code())).toList());
        Map<String, NodeProgress> all = new HashMap<>();
        for (PlanNode node : nodes) {
            NodeProgress read = found.get(Keys.node(campaign, node.code()));
            all.put(node.code(), read == null ? NodeProgress.none(campaign, node.code()) : read);
        }
        return all;
    }

    private Map<String, NodeProgress> find(List<String> ids) {
        Map<String, NodeProgress> found = new HashMap<>(cache.getAllPresent(ids));
        Map<String, String> versions = versions(List.copyOf(found.keySet()));
        found.entrySet().removeIf(cached -> !cached.getValue().version().equals(versions.get(cached.getKey())));
        List<String> missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
        ChunkedQuery.byId(missing, query -> mongo.find(query, NodeProgress.class, CollectionNames.PROGRESS))
                .forEach(read -> found.put(Keys.node(read.campaign(), read.node()), read));
        missing.stream().filter(found::containsKey).forEach(id -> cache.put(id, found.get(id)));
        return found;
    }

    /** As documents: mapped records take half as long again, and every view asks for some hundred. */
    private Map<String, String> versions(List<String> ids) {
        return ChunkedQuery.byId(ids, query -> {
                    query.fields().include("version");
                    return mongo.find(query, Document.class, CollectionNames.PROGRESS);
                })
                .stream()
                .collect(Collectors.toMap(found -> found.getString("_id"), found -> found.getString("version")));
    }

    /** The progress of each node, some hundred in memory at a time. */
    public void forEach(String campaign, List<PlanNode> nodes, BiConsumer<PlanNode, NodeProgress> action) {
        for (int from = 0; from < nodes.size(); from += ChunkedQuery.CHUNK_SIZE) {
            List<PlanNode> chunk = nodes.subList(from, Math.min(nodes.size(), from + ChunkedQuery.CHUNK_SIZE));
            Map<String, NodeProgress> read = read(campaign, chunk);
            chunk.forEach(node -> action.accept(node, read.get(node.code())));
        }
    }

    /** How fresh all figures are. */
    public Freshness freshness(Instant now) {
        Instant newest = mongo.findAll(AppliedPosition.class, CollectionNames.POSITIONS).stream()
                .map(AppliedPosition::newestReceivedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new Freshness(newest, now);
    }
}
