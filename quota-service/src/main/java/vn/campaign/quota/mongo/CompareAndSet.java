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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bson.BsonMaximumSizeExceededException;
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

    /**
     * Errors that the same write always has: BadValue, FailedToParse, PathNotViable, ConflictingUpdateOperators,
     * DollarPrefixedFieldName, EmptyFieldName, BSONObjectTooLarge, and an update's result that is too large.
     */
    private static final Set<Integer> PERMANENT = Set.of(2, 9, 28, 40, 52, 56, 10334, 17419, 17420);

    private final MongoOperations mongo;
    private final String collection;

    /** In the order of ids, so that neighbours in the index are written together. */
    private final SortedMap<String, Supplier<WriteModel<RawBsonDocument>>> models = new TreeMap<>();

    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, String> unstorable = new ConcurrentHashMap<>();

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
     * @param fields records by the path of their field, or a boolean; null removes it
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
                    set.append(field, value instanceof Boolean ? value : bson(value));
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
        try {
            boolean applied = Boolean.TRUE.equals(mongo.execute(collection, documents -> apply(ids, bulk, documents)));
            return applied ? Set.of() : conflicts(ids);
        } catch (BsonMaximumSizeExceededException tooLarge) {
            if (ids.size() == 1) {
                unstorable.put(ids.get(0), tooLarge.getMessage());
                return Set.of();
            }
            Set<String> conflicts = new HashSet<>();
            Chunks.of(ids, (ids.size() + 1) / 2).forEach(half -> conflicts.addAll(write(half)));
            return conflicts;
        }
    }

    private boolean apply(
            List<String> ids, List<WriteModel<RawBsonDocument>> bulk, MongoCollection<Document> documents) {
        try {
            BulkWriteResult result = documents
                    .withDocumentClass(RawBsonDocument.class)
                    .bulkWrite(bulk, new BulkWriteOptions().ordered(false));
            return result.getInsertedCount() + result.getMatchedCount() == bulk.size();
        } catch (MongoBulkWriteException exception) {
            boolean permanent = exception.getWriteErrors().stream()
                    .allMatch(error -> error.getCode() == DUPLICATE_KEY || PERMANENT.contains(error.getCode()));
            if (exception.getWriteConcernError() != null || !permanent) {
                throw exception;
            }
            exception.getWriteErrors().stream()
                    .filter(error -> error.getCode() != DUPLICATE_KEY)
                    .forEach(error -> unstorable.put(ids.get(error.getIndex()), error.getMessage()));
            return false;
        }
    }

    /** Why documents cannot be stored, however often it is tried; by id. */
    Map<String, String> unstorable() {
        return unstorable;
    }

    /** A bulk result does not name the updates that matched nothing; versions never recur, so reading them back does. */
    private Set<String> conflicts(List<String> ids) {
        Set<String> conflicts = new HashSet<>(ids);
        conflicts.removeAll(unstorable.keySet());
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
