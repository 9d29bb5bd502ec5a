package vn.campaign.quota.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Clock;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;

/** Notes that the store lost what had been counted: pages say so, and nothing is sent that may have been sent before. */
@Component
public class StoreLosses {

    private final MongoOperations mongo;
    private final Clock clock;

    StoreLosses(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Adds a partition to what was lost; the same loss is noticed partition by partition. */
    public void note(String topicId, int partition, long end) {
        Update loss = Update.update("topicId", topicId)
                .set("at", clock.instant().toString())
                .set("ends." + partition, end);
        mongo.upsert(query(where("_id").is(topicId)), loss, CollectionNames.STORE_LOSSES);
    }
}
