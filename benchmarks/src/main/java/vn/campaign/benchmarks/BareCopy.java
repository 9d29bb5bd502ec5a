package vn.campaign.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Documents of a campaign that were written once more, as they are, with bare bulk inserts.
 *
 * @param seconds that the inserts took, without reading what they insert
 */
record BareCopy(long documents, double seconds) {

    private static final int BULK = 1_000;

    static BareCopy of(MongoClient store, String name, Campaign campaign) {
        MongoCollection<RawBsonDocument> bare = store.getDatabase("bare").getCollection(name, RawBsonDocument.class);
        MongoCollection<RawBsonDocument> all = store.getDatabase("campaign").getCollection(name, RawBsonDocument.class);
        Document own = new Document("campaign", campaign.code());
        long documents = 0;
        long nanos = 0;
        try (MongoCursor<RawBsonDocument> found = all.find(own).batchSize(BULK).iterator()) {
            while (found.hasNext()) {
                List<RawBsonDocument> some = new ArrayList<>(BULK);
                while (some.size() < BULK && found.hasNext()) {
                    some.add(found.next());
                }
                long start = System.nanoTime();
                bare.insertMany(some, new InsertManyOptions().ordered(false));
                nanos += System.nanoTime() - start;
                documents += some.size();
            }
        }
        return new BareCopy(documents, nanos / 1e9);
    }
}
