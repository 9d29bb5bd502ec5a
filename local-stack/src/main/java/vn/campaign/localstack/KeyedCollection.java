package vn.campaign.localstack;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/** A collection that reaches documents by {@code _id} whatever else a filter holds, and never shares one that changes. */
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

    /** Copies, because an update changes the found document in place while a reader's reply is still being written. */
    @Override
    protected QueryResult createQueryResult(List<Document> found, int batchSize) {
        return super.createQueryResult(found.stream().map(Document::cloneDeeply).toList(), batchSize);
    }

    /** The ids that a filter admits, if it names them. */
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

    /** Documents are stored under their id as it is, but equal numbers of different types are one id: not a plain key. */
    private static boolean isKey(Object id) {
        return id instanceof String || id instanceof ObjectId;
    }
}
