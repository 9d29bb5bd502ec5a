package vn.campaign.dashboard.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * For how long the oldest report that is not counted has waited. The end offsets of the topic are recorded periodically; the
 * oldest ones that counting has not reached tell since when, to the time between two records.
 */
final class CountingDelay {

    /** When there are so many, newer ones say nothing that the oldest does not. */
    private static final int MAX_RECORDED = 1000;

    private final Deque<EndOffsets> unreached = new ArrayDeque<>();

    /** Where the partitions ended at a moment. */
    private record EndOffsets(Instant at, Map<String, Long> ends) {

        boolean reachedBy(Map<String, Long> counted) {
            return ends.entrySet().stream().allMatch(end -> counted.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    /**
     * Records the present.
     *
     * @param ends the next offset that will be written, by the partitions' keys
     * @param counted the next offset that will be counted, likewise; read after the ends
     */
    synchronized void record(Instant now, Map<String, Long> ends, Map<String, Long> counted) {
        if (unreached.size() < MAX_RECORDED) {
            unreached.add(new EndOffsets(now, ends));
        }
        while (!unreached.isEmpty() && unreached.peek().reachedBy(counted)) {
            unreached.remove();
        }
    }

    /** Zero when everything recorded is counted. */
    synchronized Duration at(Instant now) {
        return unreached.isEmpty()
                ? Duration.ZERO
                : Duration.between(unreached.peek().at(), now);
    }
}
