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

/** Tells how far the activations topic is counted, and what became of one record of it. */
@Component
public class PositionReader {

    private final Documents<AppliedPosition> positions;
    private final Documents<DeadLetter> deadLetters;

    PositionReader(MongoTemplate mongo) {
        this.positions = new Documents<>(mongo, CollectionNames.POSITIONS, AppliedPosition.class);
        this.deadLetters = new Documents<>(mongo, CollectionNames.DEAD_LETTERS, DeadLetter.class);
    }

    /** The next offset to count by the partitions' keys; a partition that was never counted is absent. */
    public Map<String, Long> next() {
        return positions.all().stream().collect(Collectors.toMap(AppliedPosition::partition, AppliedPosition::offset));
    }

    /** Whether everything up to and including the record is in the figures. */
    public boolean applied(int partition, long offset) {
        return positions
                .find(Keys.partition(Topics.ACTIVATIONS, partition))
                .filter(position -> position.offset() > offset)
                .isPresent();
    }

    /** Why the record was put aside, if it was. */
    public Optional<DeadLetter> deadLetter(int partition, long offset) {
        return deadLetters.find(Keys.record(Topics.ACTIVATIONS, partition, offset));
    }
}
