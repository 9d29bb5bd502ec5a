package vn.campaign.quota.mongo;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.AppliedPosition;

/** The next offset to apply of each partition, stored with the figures so that a restored copy knows what it lacks. */
@Component
public class PositionStore {

    private final MongoOperations mongo;
    private final Chunks chunks;

    PositionStore(MongoOperations mongo, Chunks chunks) {
        this.mongo = mongo;
        this.chunks = chunks;
    }

    /** The positions of partitions; one that was never counted is absent. */
    public Map<TopicPartition, AppliedPosition> find(Collection<TopicPartition> partitions) {
        Map<String, TopicPartition> byKey =
                partitions.stream().collect(Collectors.toMap(PositionStore::key, Function.identity()));
        return DocumentsById.find(mongo, byKey.keySet(), AppliedPosition.class, CollectionNames.POSITIONS).stream()
                .collect(Collectors.toMap(position -> byKey.get(position.partition()), Function.identity()));
    }

    /** The key of a partition's position. */
    public static String key(TopicPartition partition) {
        return Keys.partition(partition.topic(), partition.partition());
    }

    /**
     * A move of a position.
     *
     * @param from what the store must still hold, or null for none
     */
    public record Move(@Nullable AppliedPosition from, AppliedPosition to) {}

    /**
     * Moves positions once everything before them is written.
     *
     * @return the partitions of which the store held something else, and was left unchanged
     */
    public Set<TopicPartition> move(Map<TopicPartition, Move> moves) {
        CompareAndSet bulk = new CompareAndSet(mongo, CollectionNames.POSITIONS);
        moves.forEach((partition, move) -> bulk.write(
                key(partition), move.from() == null ? null : state(move.from()), state(move.to()), move.to()));
        Set<String> conflicts = bulk.execute(chunks);
        return moves.keySet().stream()
                .filter(partition -> conflicts.contains(key(partition)))
                .collect(Collectors.toSet());
    }

    private static Document state(AppliedPosition position) {
        return new Document("topicId", position.topicId()).append("offset", position.offset());
    }
}
