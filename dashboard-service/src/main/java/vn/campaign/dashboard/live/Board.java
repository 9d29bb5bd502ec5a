package vn.campaign.dashboard.live;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.NodeView;

/**
 * The present views of all nodes of a stream, each with the number of the board that changed it: whoever has seen board
 * n needs the nodes changed after n, however many boards there were in between.
 *
 * @param number rises with every board of a stream, from 1
 */
record Board(long number, String phase, LocalDate asOf, Freshness freshness, Map<String, Shown> nodes) {

    static final Board NONE = new Board(0, null, null, null, Map.of());

    /**
     * A node's view.
     *
     * @param since the number of the board that changed it last
     */
    record Shown(NodeView view, long since) {}

    /** What is read of some nodes, or of all of them. */
    record Reading(String phase, LocalDate asOf, Freshness freshness, List<NodeView> views, boolean all) {}

    /** This board with what was read since; the same board when nothing changed. */
    Board with(Reading reading) {
        boolean sameLens = reading.asOf().equals(asOf) && reading.phase().equals(phase);
        Map<String, Shown> next = new LinkedHashMap<>(reading.all() ? Map.of() : nodes);
        boolean changed = !sameLens || reading.all() && reading.views().size() != nodes.size();
        for (NodeView view : reading.views()) {
            Shown before = nodes.get(view.code());
            boolean same = sameLens && before != null && before.view().equals(view);
            next.put(view.code(), same ? before : new Shown(view, number + 1));
            changed |= !same;
        }
        return changed ? new Board(number + 1, reading.phase(), reading.asOf(), reading.freshness(), next) : this;
    }

    /** What someone who has seen a board of this number, 0 for none, has yet to see. */
    LiveUpdate since(long seen) {
        return new LiveUpdate(
                phase,
                asOf,
                freshness,
                nodes.values().stream()
                        .filter(shown -> shown.since() > seen)
                        .map(Shown::view)
                        .toList());
    }
}
