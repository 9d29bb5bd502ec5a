package vn.campaign.quota.mongo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import de.undercouch.bson4jackson.BsonFactory;
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
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.ObjectMapper;
import vn.campaign.contract.ContractJson;

/**
 * A bulk of writes, each on the condition that its document still has the version that was read. It uses the driver, not
 * Spring's {@code BulkOperations}, so that records are encoded straight to BSON.
 */
final class CompareAndSet {

    private static final ObjectMapper BSON = ContractJson.in(new BsonFactory());
    private static final int DUPLICATE_KEY = 11000;
    private static final int MAX_WRITES = 500;

    private final MongoOperations mongo;
    private final String collection;

    /** In the order of ids, so that neighbours in the index are written together. */
    private final SortedMap<String, Supplier<WriteModel<RawBsonDocument>>> models = new TreeMap<>();

    private final Map<String, String> versions = new HashMap<>();

    CompareAndSet(MongoOperations mongo, String collection) {
        this.mongo = mongo;
        this.collection = collection;
    }

    /** Adds a document that did not exist when it was read. */
    void insert(String id, String version, Object value) {
        versions.put(id, version);
        models.put(id, () -> new InsertOneModel<>(document(id, value)));
    }

    /**
     * Changes a document that had the version {@code expected} when it was read.
     *
     * @param fields text or records by the path of their field; null removes it
     */
    void update(String id, String expected, String version, Supplier<Map<String, @Nullable Object>> fields) {
        versions.put(id, version);
        models.put(id, () -> {
            Document set = new Document("version", version);
            Document unset = new Document();
            fields.get().forEach((field, value) -> {
                if (value == null) {
                    unset.append(field, "");
                } else {
                    set.append(field, value instanceof String ? value : bson(value));
                }
            });
            Document change = new Document("$set", set);
            if (!unset.isEmpty()) {
                change.append("$unset", unset);
            }
            return new UpdateOneModel<>(new Document("_id", id).append("version", expected), change);
        });
    }

    /** Writes all and returns the ids of those that were not written because another version was found. */
    Set<String> execute(Chunks chunks) {
        Set<String> conflicts = new HashSet<>();
        chunks.map(List.copyOf(models.keySet()), MAX_WRITES, this::write).forEach(conflicts::addAll);
        return conflicts;
    }

    private Set<String> write(List<String> ids) {
        List<WriteModel<RawBsonDocument>> bulk = new ArrayList<>(ids.size());
        ids.forEach(id -> bulk.add(models.get(id).get()));
        boolean applied = Boolean.TRUE.equals(mongo.execute(collection, documents -> apply(bulk, documents)));
        return applied ? Set.of() : conflicts(ids);
    }

    private static boolean apply(List<WriteModel<RawBsonDocument>> bulk, MongoCollection<Document> documents) {
        try {
            BulkWriteResult result = documents
                    .withDocumentClass(RawBsonDocument.class)
                    .bulkWrite(bulk, new BulkWriteOptions().ordered(false));
            return result.getInsertedCount() + result.getMatchedCount() == bulk.size();
        } catch (MongoBulkWriteException exception) {
            if (exception.getWriteConcernError() != null
                    || exception.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw exception;
            }
            return false;
        }
    }

    /** A bulk result does not name the updates that matched nothing; versions never recur, so reading them back does. */
    private Set<String> conflicts(List<String> ids) {
        Set<String> conflicts = new HashSet<>(ids);
        DocumentsById.find(mongo, ids, Document.class, collection, "version").forEach(document -> {
            String id = document.getString("_id");
            if (versions.get(id).equals(document.getString("version"))) {
                conflicts.remove(id);
            }
        });
        return conflicts;
    }

    /** Encodes a record that is a field of a document. */
    static RawBsonDocument bson(Object value) {
        return new RawBsonDocument(BSON.writeValueAsBytes(value));
    }

    /** Encodes a record as a document. */
    static RawBsonDocument document(String id, Object value) {
        return bson(new Identified(id, value));
    }

    private record Identified(@JsonProperty("_id") String id, @JsonUnwrapped Object value) {}
}
