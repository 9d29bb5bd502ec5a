package vn.campaign.quota.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Writes of single documents in bulk, each on the condition of the version that was read. */
final class CompareAndSet {

    private static final int DUPLICATE_KEY = 11000;
    private static final int WRITES_IN_A_COMMAND = 500;

    private final Documents documents;
    private final StoreCalls calls;

    /** In the order of ids: what lies side by side in the store is written at once. */
    private final SortedMap<String, Supplier<WriteModel<RawBsonDocument>>> models = new TreeMap<>();

    private final Map<String, String> versions = new HashMap<>();

    CompareAndSet(Documents documents, StoreCalls calls) {
        this.documents = documents;
        this.calls = calls;
    }

    /** Writes a document that did not exist when it was read. */
    void insert(String id, String version, Object value) {
        versions.put(id, version);
        models.put(id, () -> new InsertOneModel<>(BsonRecords.document(id, value)));
    }

    /** Changes a document that had the version {@code expected} when it was read. */
    void update(String id, String expected, String version, Supplier<Document> set, Supplier<Document> unset) {
        versions.put(id, version);
        models.put(id, () -> {
            Document change = new Document("$set", set.get().append("version", version));
            Document gone = unset.get();
            if (!gone.isEmpty()) {
                change.append("$unset", gone);
            }
            return new UpdateOneModel<>(new Document("_id", id).append("version", expected), change);
        });
    }

    /** Writes them all and returns the ids of those that were not written because another version was there. */
    Set<String> run() {
        Set<String> conflicts = new HashSet<>();
        calls.inPortions(List.copyOf(models.keySet()), WRITES_IN_A_COMMAND, this::write)
                .forEach(conflicts::addAll);
        return conflicts;
    }

    private Set<String> write(List<String> ids) {
        List<WriteModel<RawBsonDocument>> bulk = new ArrayList<>(ids.size());
        ids.forEach(id -> bulk.add(models.get(id).get()));
        BulkWriteResult result;
        try {
            result = documents
                    .collection()
                    .withDocumentClass(RawBsonDocument.class)
                    .bulkWrite(bulk, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException exception) {
            if (exception.getWriteConcernError() != null
                    || exception.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw exception;
            }
            return notMine(ids);
        }
        return result.getInsertedCount() + result.getMatchedCount() == ids.size() ? Set.of() : notMine(ids);
    }

    /** A bulk does not say which updates matched nothing; versions never recur, so the documents themselves do. */
    private Set<String> notMine(List<String> ids) {
        Set<String> conflicts = new HashSet<>(ids);
        documents.find(ids, Projections.include("version"), document -> {
            if (versions.get(document.getString("_id")).equals(document.getString("version"))) {
                conflicts.remove(document.getString("_id"));
            }
        });
        return conflicts;
    }
}
