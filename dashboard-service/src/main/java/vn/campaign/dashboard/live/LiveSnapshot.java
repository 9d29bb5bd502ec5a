package vn.campaign.dashboard.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.NodeViews;

/**
 * The current views of all nodes of a stream, each with the number of the snapshot that changed it: a client that has seen
 * snapshot n needs the nodes changed after n, however many snapshots there were in between.
 *
 * @param number rises with every snapshot of a stream, from 1
 * @param last what was read last; null before the first reading
 */
record LiveSnapshot(long number, @Nullable NodeViews last, Map<String, VersionedView> nodes) {

    static final LiveSnapshot NONE = new LiveSnapshot(0, null, Map.of());

    /**
     * A node's view.
     *
     * @param since the number of the snapshot that changed it last
     */
    record VersionedView(NodeView view, long since) {}

    /**
     * This snapshot with the views read since; the same one when nothing changed.
     *
     * @param all whether all nodes were read, so that any other one has left the plan
     */
    LiveSnapshot with(NodeViews read, boolean all) {
        boolean sameContext =
                last != null && read.asOf().equals(last.asOf()) && read.phase().equals(last.phase());
        Map<String, VersionedView> next = new LinkedHashMap<>(all ? Map.of() : nodes);
        boolean changed = !sameContext || all && read.nodes().size() != nodes.size();
        for (NodeView view : read.nodes()) {
            VersionedView before = nodes.get(view.code());
            boolean same = sameContext && before != null && before.view().equals(view);
            next.put(view.code(), same ? before : new VersionedView(view, number + 1));
            changed |= !same;
        }
        return changed ? new LiveSnapshot(number + 1, read, next) : this;
    }

    /** What a client that has seen a snapshot of this number, 0 for none, has yet to see. */
    NodeViews since(long seen) {
        List<NodeView> views = nodes.values().stream()
                .filter(node -> node.since() > seen)
                .map(VersionedView::view)
                .toList();
        return new NodeViews(last.phase(), last.asOf(), last.freshness(), views);
    }
}
