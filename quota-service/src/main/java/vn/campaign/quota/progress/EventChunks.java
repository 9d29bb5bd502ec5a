package vn.campaign.quota.progress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.campaign.contract.event.ActivationEvent;

/**
 * What of a batch is counted at once. The more events of the same units are, the fewer writes does each cost; but what is
 * held in memory are the documents of its units, so these are bounded and not the events.
 */
public final class EventChunks {

    static final int UNITS = 10_000;

    private EventChunks() {}

    /** All the events in their order, in portions of at most {@link #UNITS} units each; none when there are none. */
    public static List<List<ActivationEvent>> of(List<ActivationEvent> events) {
        List<List<ActivationEvent>> portions = new ArrayList<>();
        Set<Node> units = new HashSet<>();
        int from = 0;
        for (int to = 0; to < events.size(); to++) {
            Node unit = Node.of(events.get(to));
            if (units.size() == UNITS && !units.contains(unit)) {
                portions.add(events.subList(from, to));
                units.clear();
                from = to;
            }
            units.add(unit);
        }
        if (!events.isEmpty()) {
            portions.add(events.subList(from, events.size()));
        }
        return portions;
    }
}
