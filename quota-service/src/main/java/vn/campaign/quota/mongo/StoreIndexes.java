package vn.campaign.quota.mongo;

import static vn.campaign.contract.CollectionNames.PLAN_CHANGES;
import static vn.campaign.contract.CollectionNames.PROGRESS;
import static vn.campaign.contract.CollectionNames.RECOMPUTATIONS;
import static vn.campaign.contract.CollectionNames.UNITS;

import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;

/** The index of every query that is not by {@code _id}, those of dashboard-service included. */
@Component
public class StoreIndexes {

    private final MongoOperations mongo;
    private boolean created;

    StoreIndexes(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Creates those that do not exist, until that has succeeded once. */
    public void create() {
        if (!created) {
            createAll();
            created = true;
        }
    }

    private void createAll() {
        create(UNITS, ascending("campaign").on("position", Direction.ASC));
        create(PLAN_CHANGES, ascending("campaign").on("version", Direction.DESC).on("sequence", Direction.ASC));
        create(PLAN_CHANGES, ascending("campaign").on("version", Direction.ASC).on("sequence", Direction.ASC));
        create(PROGRESS, ascending("campaign"));
        create(RECOMPUTATIONS, ascending("notedAt"));
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }

    private void create(String collection, Index index) {
        mongo.indexOps(collection).createIndex(index);
    }
}
