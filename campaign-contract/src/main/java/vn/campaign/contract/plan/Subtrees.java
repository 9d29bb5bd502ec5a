package vn.campaign.contract.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Keys;

/**
 * Groups a campaign's units into subtrees whose events share a partition of {@link vn.campaign.contract.Topics#ACTIVATIONS}, so
 * that two consumers write the same documents only near the root. A unit's subtree is that of the topmost node at or above it
 * with at most {@link #MAX_LEAVES} leaves. Which partition an event is on changes no figure: the subtree of a unit may change.
 */
public final class Subtrees {

    /** Small enough that a nation has some hundred subtrees for each partition. */
    public static final int MAX_LEAVES = 1_000;

    /** Of a campaign whose plan is not known: each unit is a subtree of its own. */
    public static final Subtrees NONE = new Subtrees(Map.of());

    /** The root of each unit's subtree, where that is another node. */
    private final Map<String, String> roots;

    private Subtrees(Map<String, String> roots) {
        this.roots = roots;
    }

    /** @param parents the parent's code by unit; null for a root */
    public static Subtrees of(Map<String, @Nullable String> parents) {
        Set<String> leaves = new HashSet<>(parents.keySet());
        leaves.removeAll(parents.values());
        Map<String, Integer> leavesBelow = new HashMap<>();
        for (String leaf : leaves) {
            String node = leaf;
            for (int level = 0; node != null && level < parents.size(); level++) {
                leavesBelow.merge(node, 1, Integer::sum);
                node = parents.get(node);
            }
        }
        Map<String, String> roots = new HashMap<>();
        for (String unit : parents.keySet()) {
            String node = parents.get(unit);
            for (int level = 0; isSmall(node, leavesBelow) && level < parents.size(); level++) {
                roots.put(unit, node);
                node = parents.get(node);
            }
        }
        return new Subtrees(roots);
    }

    private static boolean isSmall(@Nullable String node, Map<String, Integer> leavesBelow) {
        return node != null && leavesBelow.getOrDefault(node, Integer.MAX_VALUE) <= MAX_LEAVES;
    }

    /** The partition for events of a unit, chosen as Kafka does by the hash of a key. */
    public int partition(String campaign, String unit, int partitions) {
        String root = roots.getOrDefault(unit, unit);
        return Utils.toPositive(Utils.murmur2(Keys.node(campaign, root).getBytes(UTF_8))) % partitions;
    }
}
