package vn.campaign.quota.audit;

import static vn.campaign.contract.CollectionNames.RECOMPUTATIONS;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.quota.audit.StoredIds.Stored;
import vn.campaign.quota.mongo.DocumentsById;
import vn.campaign.quota.mongo.PositionStore;

/** Waits for what was under way at a moment: counting up to the topic's end, and what a changed plan recomputes. */
@Component
class WorkUnderWay {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final MongoOperations mongo;
    private final PositionStore positions;
    private final RetryTemplate polling = new RetryTemplate(RetryPolicy.builder()
            .includes(UndecidedException.class)
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofMillis(100))
            .timeout(LIMIT)
            .build());

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
        polling.invoke(() -> {
            if (!counted(ends) || !recomputed(notes)) {
                throw new UndecidedException(
                        "Counting, or what a changed plan recomputes, is more than %d minutes behind; audit again later"
                                .formatted(LIMIT.toMinutes()));
            }
        });
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
