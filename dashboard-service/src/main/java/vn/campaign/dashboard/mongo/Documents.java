package vn.campaign.dashboard.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import vn.campaign.contract.ContractJson;

/**
 * The records of one collection, read by their ids.
 *
 * @param <T> the record's type
 */
final class Documents<T> {

    private static final Bson WHOLE = null;

    /** More ids than this in one {@code $in} cost more than another round trip. */
    private static final int IDS_IN_A_QUERY = 300;

    private final MongoTemplate mongo;
    private final String name;
    private final Class<T> type;

    Documents(MongoTemplate mongo, String name, Class<T> type) {
        this.mongo = mongo;
        this.name = name;
        this.type = type;
    }

    /** The collection on the primary: a view is never older than the announcement that asked for it. */
    MongoCollection<Document> collection() {
        return mongo.getCollection(name).withReadPreference(ReadPreference.primary());
    }

    Optional<T> find(String id) {
        return Optional.ofNullable(collection().find(new Document("_id", id)).first())
                .map(this::read);
    }

    /** The documents by their ids; those that do not exist are left out. */
    Map<String, T> find(Collection<String> ids) {
        Map<String, T> found = new HashMap<>();
        find(ids, WHOLE, document -> found.put(document.getString("_id"), read(document)));
        return found;
    }

    /** The documents' versions by their ids; those that do not exist are left out. */
    Map<String, String> versions(Collection<String> ids) {
        Map<String, String> versions = new HashMap<>();
        find(
                ids,
                Projections.include("version"),
                document -> versions.put(document.getString("_id"), document.getString("version")));
        return versions;
    }

    private void find(Collection<String> ids, Bson projection, Consumer<Document> found) {
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += IDS_IN_A_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + IDS_IN_A_QUERY));
            collection()
                    .find(new Document("_id", new Document("$in", some)))
                    .projection(projection)
                    .forEach(found);
        }
    }

    List<T> all() {
        return collection().find().map(this::read).into(new ArrayList<>());
    }

    T read(Document document) {
        return ContractJson.fromDocument(document, type);
    }
}
