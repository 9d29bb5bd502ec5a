package vn.campaign.quota.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.AppliedPosition;

/** The next offset to apply of each partition, stored with the figures so that a restored copy knows what it lacks. */
@Component
public class PositionStore {

    private final MongoOperations mongo;

    PositionStore(MongoOperations mongo) {
        this.mongo = mongo;
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
     * Moves a position once everything before it is written.
     *
     * @param from what the store must still hold, or null for none
     * @return false if the store held something else and was left unchanged
     */
    public boolean move(@Nullable AppliedPosition from, AppliedPosition to) {
        Query unmoved = from == null
                ? null
                : Query.query(where("_id")
                        .is(from.partition())
                        .and("topicId")
                        .is(from.topicId())
                        .and("offset")
                        .is(from.offset()));
        return DocumentsById.compareAndSet(mongo, unmoved, to, CollectionNames.POSITIONS);
    }
}
