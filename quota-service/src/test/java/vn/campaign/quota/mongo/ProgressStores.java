package vn.campaign.quota.mongo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.quota.progress.ProgressStore;

/** Progress stores on databases of their own. */
public final class ProgressStores {

    private ProgressStores() {}

    public static ProgressStore on(MongoOperations mongo) {
        return new MongoProgressStore(mongo, new Chunks(), new SimpleMeterRegistry());
    }
}
