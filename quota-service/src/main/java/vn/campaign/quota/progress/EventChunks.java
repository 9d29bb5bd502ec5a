package vn.campaign.quota.progress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.campaign.contract.event.ActivationEvent;

/**
 * Splits a batch into chunks that are counted at once. The chunk's units are bounded, not its events: memory holds the
 * documents of units, and the more events a unit has in a chunk, the fewer writes each of them costs.
 */
public final class EventChunks {

    static final int UNITS = 10_000;

    private EventChunks() {}

    /** All events in their order, in chunks of at most {@link #UNITS} units. */
    public static List<List<ActivationEvent>> of(List<ActivationEvent> events) {
        List<List<ActivationEvent>> chunks = new ArrayList<>();
        Set<Node> units = new HashSet<>();
        int from = 0;
        for (int to = 0; to < events.size(); to++) {
            Node unit = Node.of(events.get(to));
            if (units.size() == UNITS && !units.contains(unit)) {
                chunks.add(events.subList(from, to));
                units.clear();
                from = to;
            }
            units.add(unit);
        }
        if (!events.isEmpty()) {
            chunks.add(events.subList(from, events.size()));
        }
        return chunks;
    }
}
