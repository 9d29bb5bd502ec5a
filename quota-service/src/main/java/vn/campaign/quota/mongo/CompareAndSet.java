package vn.campaign.quota.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;

/** One bulk of writes of single documents, each on the condition of the version that was read. */
final class CompareAndSet {

    private static final int DUPLICATE_KEY = 11000;

    private final Documents documents;

    /** In the order of ids: what lies side by side in the store is written at once. */
    private final SortedMap<String, WriteModel<Document>> models = new TreeMap<>();

    private final Map<String, String> versions = new HashMap<>();

    CompareAndSet(Documents documents) {
        this.documents = documents;
    }

    /** Writes a document that did not exist when it was read. */
    void insert(String id, String version, Object value) {
        versions.put(id, version);
        models.put(id, new InsertOneModel<>(Documents.document(id, value)));
    }

    /** Changes a document that had the version {@code expected} when it was read. */
    void update(String id, String expected, String version, Document set, Document unset) {
        versions.put(id, version);
        Document change = new Document("$set", set.append("version", version));
        if (!unset.isEmpty()) {
            change.append("$unset", unset);
        }
        models.put(id, new UpdateOneModel<>(new Document("_id", id).append("version", expected), change));
    }

    /** Writes them all and returns the ids of those that were not written because another version was there. */
    Set<String> run() {
        if (models.isEmpty()) {
            return Set.of();
        }
        BulkWriteResult result;
        try {
            result = documents
                    .collection()
                    .bulkWrite(List.copyOf(models.values()), new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException exception) {
            if (exception.getWriteConcernError() != null
                    || exception.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw exception;
            }
            return notMine();
        }
        return result.getInsertedCount() + result.getMatchedCount() == models.size() ? Set.of() : notMine();
    }

    /** A bulk does not say which updates matched nothing; versions never recur, so the documents themselves do. */
    private Set<String> notMine() {
        Set<String> conflicts = new HashSet<>(versions.keySet());
        documents.find(versions.keySet(), Projections.include("version"), document -> {
            if (versions.get(document.getString("_id")).equals(document.getString("version"))) {
                conflicts.remove(document.getString("_id"));
            }
        });
        return conflicts;
    }
}
