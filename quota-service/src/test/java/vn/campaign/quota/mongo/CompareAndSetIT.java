package vn.campaign.quota.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import vn.campaign.quota.QuotaIT;

@QuotaIT
class CompareAndSetIT {

    private static final String COLLECTION = "compareAndSet";

    record Versioned(String version, String text) {}

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Chunks chunks;

    @Test
    void aDocumentThatCannotBeStoredStopsNoOther() {
        mongo.save(new Document("_id", "known").append("version", "2-a"), COLLECTION);
        CompareAndSet bulk = new CompareAndSet(mongo, COLLECTION);
        bulk.insert("first", "1-a", new Versioned("1-a", ""));
        bulk.insert("large", "1-a", new Versioned("1-a", "x".repeat(17 << 20)));
        bulk.update("known", "1-a", "3-a", () -> Map.of("inner", true));
        bulk.insert("last", "1-a", new Versioned("1-a", ""));

        assertThat(bulk.execute(chunks)).containsExactly("known");
        assertThat(bulk.unstorable()).containsOnlyKeys("large");
        assertThat(mongo.findById("first", Document.class, COLLECTION)).isNotNull();
        assertThat(mongo.findById("last", Document.class, COLLECTION)).isNotNull();
    }
}
