package vn.campaign.dashboard.mongo;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.DeadLetter;

/** Reads how far the activations topic is counted, and what became of one record of it. */
@Component
public class PositionReader {

    private final MongoTemplate mongo;

    PositionReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** The next offset to count by the partitions' keys; a partition that was never counted is absent. */
    public Map<String, Long> nextOffsets() {
        return mongo.findAll(AppliedPosition.class, CollectionNames.POSITIONS).stream()
                .collect(Collectors.toMap(AppliedPosition::partition, AppliedPosition::offset));
    }

    /** Whether everything up to and including the record is in the figures. */
    public boolean applied(int partition, long offset) {
        AppliedPosition position = mongo.findById(
                Keys.partition(Topics.ACTIVATIONS, partition), AppliedPosition.class, CollectionNames.POSITIONS);
        return position != null && position.offset() > offset;
    }

    /** Why the record was put aside, if it was. */
    public Optional<DeadLetter> deadLetter(int partition, long offset) {
        return Optional.ofNullable(mongo.findById(
                Keys.record(Topics.ACTIVATIONS, partition, offset), DeadLetter.class, CollectionNames.DEAD_LETTERS));
    }
}
