package vn.campaign.quota.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.progress.AppliedPosition;

/** The next offset to apply of each partition, stored with the figures so that a restored copy knows what it lacks. */
@Component
public class PositionStore {

    private final MongoOperations mongo;

    PositionStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** The positions of partitions, by their keys; a partition that was never counted is absent. */
    public Map<String, AppliedPosition> find(Collection<String> partitions) {
        return DocumentsById.find(mongo, partitions, AppliedPosition.class, CollectionNames.POSITIONS).stream()
                .collect(Collectors.toMap(AppliedPosition::partition, Function.identity()));
    }

    /**
     * Moves a position once everything before it is written.
     *
     * @param from what the store must still hold, or null for none
     * @return false if the store held something else and was left unchanged
     */
    public boolean move(@Nullable AppliedPosition from, AppliedPosition to) {
        if (from == null) {
            return insert(to);
        }
        Query unmoved = Query.query(where("_id")
                .is(from.partition())
                .and("topicId")
                .is(from.topicId())
                .and("offset")
                .is(from.offset()));
        return mongo.replace(unmoved, to, CollectionNames.POSITIONS).getMatchedCount() == 1;
    }

    private boolean insert(AppliedPosition position) {
        try {
            mongo.insert(position, CollectionNames.POSITIONS);
            return true;
        } catch (DuplicateKeyException present) {
            return false;
        }
    }
}
