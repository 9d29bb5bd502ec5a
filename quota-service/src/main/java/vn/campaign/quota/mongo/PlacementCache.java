package vn.campaign.quota.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.UnitPlacement;

/**
 * Where the plan places units, kept in memory as long as the plan's revision stands. The revision is read at every call, and
 * changes after units were written and before what they change is recomputed; so a placement that is older than the last
 * recomputation is never returned.
 */
final class PlacementCache {

    private final MongoOperations mongo;
    private final Function<List<Node>, Map<Node, UnitPlacement>> read;
    private final Map<String, Kept> byCampaign = new ConcurrentHashMap<>();

    private record Kept(String campaign, String revision, Map<Node, UnitPlacement> units) {}

    /** @param read reads placements from the store */
    PlacementCache(MongoOperations mongo, Function<List<Node>, Map<Node, UnitPlacement>> read) {
        this.mongo = mongo;
        this.read = read;
    }

    Map<Node, UnitPlacement> find(Collection<Node> nodes) {
        Map<String, Map<Node, UnitPlacement>> kept = kept(nodes);
        Map<Node, UnitPlacement> found = new HashMap<>();
        List<Node> missing = new ArrayList<>();
        for (Node node : nodes) {
            UnitPlacement unit = kept.getOrDefault(node.campaign(), Map.of()).get(node);
            if (unit == null) {
                missing.add(node);
            } else {
                found.put(node, unit);
            }
        }
        if (!missing.isEmpty()) {
            read.apply(missing).forEach((node, unit) -> {
                found.put(node, unit);
                if (kept.containsKey(node.campaign())) {
                    kept.get(node.campaign()).put(node, unit);
                }
            });
        }
        return found;
    }

    /** What is kept under the present revision of each campaign that has one. */
    private Map<String, Map<Node, UnitPlacement>> kept(Collection<Node> nodes) {
        List<String> campaigns = nodes.stream().map(Node::campaign).distinct().toList();
        return DocumentsById.find(mongo, campaigns, PlanRevision.class, CollectionNames.PLAN_REVISIONS).stream()
                .map(present -> byCampaign.compute(
                        present.campaign(),
                        (campaign, before) ->
                                before != null && before.revision().equals(present.revision())
                                        ? before
                                        : new Kept(campaign, present.revision(), new ConcurrentHashMap<>())))
                .collect(Collectors.toMap(Kept::campaign, Kept::units));
    }
}
