package vn.campaign.dashboard.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * For how long something reported has waited to be counted. Now and then the topic's end is noted; the oldest end that
 * counting has not reached yet tells since when, to the time between two notes.
 */
final class Backlog {

    /** Ends that are noted at most: when there are so many, newer ones say nothing that the oldest does not. */
    private static final int MOST = 1000;

    private final Deque<Ends> unreached = new ArrayDeque<>();

    /** Where the partitions ended at a moment. */
    private record Ends(Instant at, Map<String, Long> offsets) {

        boolean reachedBy(Map<String, Long> counted) {
            return offsets.entrySet().stream()
                    .allMatch(end -> counted.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    /**
     * Takes note of the present.
     *
     * @param ends the next offset that will be written, by the partitions' keys
     * @param counted the next offset that will be counted, likewise; read after the ends
     */
    synchronized void note(Instant now, Map<String, Long> ends, Map<String, Long> counted) {
        if (unreached.size() < MOST) {
            unreached.add(new Ends(now, ends));
        }
        while (!unreached.isEmpty() && unreached.peek().reachedBy(counted)) {
            unreached.remove();
        }
    }

    /** Nothing when all that was noted is counted. */
    synchronized Duration age(Instant now) {
        return unreached.isEmpty()
                ? Duration.ZERO
                : Duration.between(unreached.peek().at(), now);
    }
}
