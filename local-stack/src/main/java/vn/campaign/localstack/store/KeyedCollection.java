package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A collection that looks documents up by {@code _id} whatever else a filter holds, and returns copies. */
final class KeyedCollection extends H2Collection {

    private static final String ID = "_id";

    KeyedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> data,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, data, meta, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        Optional<Collection<?>> ids = ids(query);
        if (ids.isEmpty()) {
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
        }
        Stream<Document> candidates =
                ids.get().stream().distinct().map(this::getDocument).filter(Objects::nonNull);
        // The look-up has answered this condition; matching each document against all ids again would be quadratic.
        Document rest = query.clone();
        rest.remove(ID);
        return matchDocumentsFromStream(candidates, rest, orderBy, skip, limit, batchSize, projection);
    }

    /** Changes fields of one document that no index holds, by its id; all other updates are mongo-java-server's. */
    @Override
    public synchronized Document updateDocuments(
            Document query, Document update, ArrayFilters arrayFilters, boolean multi, boolean upsert, Oplog oplog) {
        boolean simple = !multi
                && !upsert
                && arrayFilters.isEmpty()
                && isKey(query.get(ID))
                && FieldChange.isOne(update)
                && getIndexes().stream()
                        .flatMap(index -> index.getKeys().stream())
                        .noneMatch(key -> FieldChange.touches(update, key.getKey()));
        Document old = simple ? getDocument(query.get(ID)) : null;
        if (old != null && documentMatchesQuery(old, query)) {
            Optional<Document> changed = FieldChange.apply(update, old);
            if (changed.isPresent()) {
                boolean modified = changed.get() != old;
                if (modified) {
                    handleUpdate(query.get(ID), old, changed.get());
                }
                return new Document("n", 1).append("nModified", modified ? 1 : 0);
            }
        }
        return super.updateDocuments(query, update, arrayFilters, multi, upsert, oplog);
    }

    /** Not while a write reads the list of indexes; mongo-java-server synchronizes all but this. */
    @Override
    public synchronized void addIndex(Index<Object> index) {
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String name) {
        super.dropIndex(name);
    }

    /** Not maintained: nobody reads the data size, and it would encode every document again at every write. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    /** Copies, because an update changes the found document in place while a reader's reply is still being written. */
    @Override
    protected QueryResult createQueryResult(List<Document> found, int batchSize) {
        return super.createQueryResult(found.stream().map(Document::cloneDeeply).toList(), batchSize);
    }

    /** Returns the ids that a filter names, if any. */
    private static Optional<Collection<?>> ids(Document query) {
        Object id = query.get(ID);
        if (isKey(id)) {
            return Optional.of(List.of(id));
        }
        if (id instanceof Document condition && condition.size() == 1) {
            if (isKey(condition.get("$eq"))) {
                return Optional.of(List.of(condition.get("$eq")));
            }
            if (condition.get("$in") instanceof Collection<?> ids
                    && ids.stream().allMatch(KeyedCollection::isKey)) {
                return Optional.of(ids);
            }
        }
        if (id == null && query.get("$and") instanceof Collection<?> clauses) {
            return clauses.stream()
                    .filter(Document.class::isInstance)
                    .map(clause -> ids((Document) clause))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    /** Returns whether an id is a plain key: equal numbers of different types are one id and are not. */
    private static boolean isKey(@Nullable Object id) {
        return id instanceof String || id instanceof ObjectId;
    }
}
