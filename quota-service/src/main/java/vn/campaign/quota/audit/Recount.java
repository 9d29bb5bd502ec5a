package vn.campaign.quota.audit;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.event.EventRecords.Readable;
import vn.campaign.quota.progress.EventChunks;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.topic.TopicReader;

/** Counts the topic into a database of its own, which holds no plan: units stand below nothing there. */
final class Recount {

    private final MongoOperations mongo;
    private final ProgressUpdater progress;
    private final TopicReader topic;
    private long events;

    Recount(MongoOperations mongo, ProgressUpdater progress, TopicReader topic) {
        this.mongo = mongo;
        this.progress = progress;
        this.topic = topic;
    }

    /** The number of events that were counted. */
    long events() {
        return events;
    }

    /** Removes what was counted. */
    void clear() {
        mongo.dropCollection(CollectionNames.DAY_SHEETS);
        mongo.dropCollection(CollectionNames.PROGRESS);
    }

    /** Counts a range of each partition. */
    void count(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        topic.read(starts, ends, records -> {
            List<ActivationEvent> batch = records.parallelStream()
                    .map(EventRecords::read)
                    .filter(Readable.class::isInstance)
                    .map(readable -> ((Readable) readable).event())
                    .toList();
            EventChunks.of(batch).forEach(progress::apply);
            events += batch.size();
        });
    }
}
