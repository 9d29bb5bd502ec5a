package vn.campaign.quota.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.List;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** Reads documents by their ids. */
public final class DocumentsById {

    private DocumentsById() {}

    /** Finds any number of documents; those that do not exist are left out. */
    public static <T> List<T> find(
            MongoOperations mongo, Collection<String> ids, Class<T> type, String collection, String... fields) {
        return Chunks.of(ids, Chunks.MAX_IDS).stream()
                .flatMap(some -> mongo.find(query(some, fields), type, collection).stream())
                .toList();
    }

    /**
     * The query for at most {@link Chunks#MAX_IDS} documents.
     *
     * @param fields the only fields to read; none for all
     */
    static Query query(Collection<String> ids, String... fields) {
        Query query = Query.query(where("_id").in(ids));
        if (fields.length > 0) {
            query.fields().include(fields);
        }
        return query;
    }
}
