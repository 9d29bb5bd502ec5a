package vn.campaign.quota.mongo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
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
 * A bulk of writes, each on the condition that its document is still in the state that was read: that some of its fields have
 * the same values. It uses the driver, not Spring's {@code BulkOperations}, so that records are encoded straight to BSON.
 */
public final class CompareAndSet {

    private static final ObjectMapper BSON = ContractJson.in(new BsonFactory());
    private static final int DUPLICATE_KEY = 11000;
    private static final int MAX_WRITES = 1_000;

    /**
     * Errors that the same write always has: BadValue, FailedToParse, PathNotViable, ConflictingUpdateOperators,
     * DollarPrefixedFieldName, EmptyFieldName, BSONObjectTooLarge, and an update's result that is too large.
     */
    private static final Set<Integer> PERMANENT = Set.of(2, 9, 28, 40, 52, 56, 10334, 17419, 17420);

    private final MongoOperations mongo;
    private final String collection;

    /** In the order of ids, so that neighbours in the index are written together. */
    private final SortedMap<String, Supplier<WriteModel<RawBsonDocument>>> models = new TreeMap<>();

    private final Map<String, Document> states = new HashMap<>();
    private final Map<String, String> unstorable = new ConcurrentHashMap<>();

    public CompareAndSet(MongoOperations mongo, String collection) {
        this.mongo = mongo;
        this.collection = collection;
    }

    /** The state of a document that has a version. */
    public static Document version(Object version) {
        return new Document("version", version);
    }

    /**
     * Adds a document, or replaces it.
     *
     * @param expected its state when it was read, or null when there was none
     * @param state of the value
     * @param value a record, or a document with its id
     */
    public void write(String id, @Nullable Document expected, Document state, Object value) {
        states.put(id, state);
        models.put(id, () -> {
            RawBsonDocument document = value instanceof Document ? bson(value) : document(id, value);
            return expected == null
                    ? new InsertOneModel<>(document)
                    : new ReplaceOneModel<>(filter(id, expected), document);
        });
    }

    /**
     * Changes some fields of a document.
     *
     * @param expected its state when it was read
     * @param state that it gets
     * @param fields records by the path of their field, or a boolean; null removes it
     */
    void update(String id, Document expected, Document state, Supplier<Map<String, @Nullable Object>> fields) {
        states.put(id, state);
        models.put(id, () -> {
            Document set = new Document(state);
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
            return new UpdateOneModel<>(filter(id, expected), change);
        });
    }

    private static Document filter(String id, Document state) {
        Document filter = new Document("_id", id);
        filter.putAll(state);
        return filter;
    }

    /** Writes all and returns the ids of those that were not written because the store holds another state. */
    public Set<String> execute(Chunks chunks) {
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
    public Map<String, String> unstorable() {
        return unstorable;
    }

    /** The result of several does not name the updates that matched nothing, so their states are read back. */
    private Set<String> conflicts(List<String> ids) {
        Set<String> conflicts = new HashSet<>(ids);
        conflicts.removeAll(unstorable.keySet());
        if (ids.size() == 1) {
            return conflicts;
        }
        String[] fields = ids.stream()
                .flatMap(id -> states.get(id).keySet().stream())
                .distinct()
                .toArray(String[]::new);
        DocumentsById.find(mongo, ids, Document.class, collection, fields).forEach(stored -> {
            String id = stored.getString("_id");
            if (states.get(id).entrySet().stream()
                    .allMatch(field -> same(field.getValue(), stored.get(field.getKey())))) {
                conflicts.remove(id);
            }
        });
        return conflicts;
    }

    /** A number is stored as any type that holds it. */
    private static boolean same(Object value, @Nullable Object stored) {
        return value instanceof Number one && stored instanceof Number other
                ? one.longValue() == other.longValue()
                : value.equals(stored);
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
