package vn.campaign.quota.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A collection whose reads see the newest write and whose writes outlive the loss of a member. */
final class Documents {

    /** More ids than this in one {@code $in} cost more than another round trip. */
    static final int IDS_IN_A_QUERY = 300;

    private final MongoTemplate mongo;
    private final String name;

    Documents(MongoTemplate mongo, String name) {
        this.mongo = mongo;
        this.name = name;
    }

    MongoCollection<Document> collection() {
        return mongo.getCollection(name)
                .withReadPreference(ReadPreference.primary())
                .withWriteConcern(WriteConcern.MAJORITY);
    }

    /** Finds documents by their ids; those that do not exist are left out. */
    void find(Collection<String> ids, Bson projection, Consumer<Document> found) {
        List<String> all = ids.stream().sorted().toList();
        for (int from = 0; from < all.size(); from += IDS_IN_A_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + IDS_IN_A_QUERY));
            collection()
                    .find(new Document("_id", new Document("$in", some)))
                    .projection(projection)
                    .forEach(found);
        }
    }
}
