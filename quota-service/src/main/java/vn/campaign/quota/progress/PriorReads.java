package vn.campaign.quota.progress;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;

/**
 * What need not be read again, because the documents of progress were read before those that they are derived from were
 * written.
 *
 * @param progress of every node that was asked for, {@link NodeProgress#none} where there is none
 * @param sums as they were written, or found to stand, after that
 */
record PriorReads(Map<Node, NodeProgress> progress, Map<NodeDay, DaySum> sums) {

    static final PriorReads NOTHING = new PriorReads(Map.of(), Map.of());

    /** To be called before the sheets of the nodes are written; {@code sums} takes what is written then. */
    static PriorReads before(ProgressStore store, Set<Node> nodes, Map<NodeDay, DaySum> sums) {
        Map<Node, NodeProgress> progress = new HashMap<>(store.progress(nodes));
        nodes.forEach(node -> progress.computeIfAbsent(node, none -> NodeProgress.none(node.campaign(), node.code())));
        return new PriorReads(progress, sums);
    }

    /** The nodes of which nothing is known. */
    Set<Node> without(Set<Node> nodes) {
        Set<Node> unknown = new HashSet<>(nodes);
        unknown.removeAll(progress.keySet());
        return unknown;
    }
}
