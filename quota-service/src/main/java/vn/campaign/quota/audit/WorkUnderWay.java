package vn.campaign.quota.audit;

import static vn.campaign.contract.CollectionNames.RECOMPUTATIONS;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.quota.audit.StoredIds.Stored;
import vn.campaign.quota.mongo.DocumentsById;
import vn.campaign.quota.mongo.PositionStore;

/** Waits for what was under way at a moment: counting up to the topic's end, and what a changed plan recomputes. */
final class WorkUnderWay {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final MongoOperations mongo;
    private final PositionStore positions;

    WorkUnderWay(MongoOperations mongo, PositionStore positions) {
        this.mongo = mongo;
        this.positions = positions;
    }

    /** The units, by the keys of their notes, that are to be recomputed in some campaigns. */
    Set<String> recomputations(Collection<String> campaigns) {
        Set<String> notes = new HashSet<>();
        StoredIds.read(mongo, RECOMPUTATIONS, ids -> ids.stream()
                .filter(id -> campaigns.contains(id.substring(0, id.indexOf('/'))))
                .forEach(notes::add));
        return notes;
    }

    /**
     * Returns when everything before the ends is counted and no note is left.
     *
     * @throws UndecidedException after five minutes
     */
    void await(Map<TopicPartition, Long> ends, Set<String> notes) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!counted(ends) || !recomputed(notes)) {
            if (System.nanoTime() > deadline) {
                throw new UndecidedException(
                        "Counting, or what a changed plan recomputes, is more than %d minutes behind; audit again later"
                                .formatted(LIMIT.toMinutes()));
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new UndecidedException("The audit was interrupted");
            }
        }
    }

    private boolean counted(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, AppliedPosition> applied = positions.find(ends.keySet());
        return ends.entrySet().stream().allMatch(end -> {
            AppliedPosition position = applied.get(end.getKey());
            return (position == null ? 0 : position.offset()) >= end.getValue();
        });
    }

    private boolean recomputed(Set<String> notes) {
        return DocumentsById.find(mongo, notes, Stored.class, RECOMPUTATIONS, "_id")
                .isEmpty();
    }
}
