package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An update that sets and unsets fields by their paths. The result shares with the old document what did not change, so that
 * a change costs by what it touches: mongo-java-server copies, compares and encodes the whole document several times.
 */
final class FieldChange {

    private static final String SET = "$set";
    private static final String UNSET = "$unset";
    private static final Set<String> OPERATORS = Set.of(SET, UNSET);

    private final Document document;

    /** The parts that are copies of the old document and may be modified. */
    private final Set<Document> own = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean changed;

    private FieldChange(Document old) {
        document = copy(old);
    }

    /** Returns whether the update only sets and unsets plain fields: no {@code $} in a path, and not the id. */
    static boolean isOne(Document update) {
        return OPERATORS.containsAll(update.keySet())
                && update.values().stream()
                        .allMatch(fields -> fields instanceof Document paths
                                && paths.keySet().stream()
                                        .noneMatch(path -> path.contains("$") || path.startsWith("_id")));
    }

    /** Returns whether such an update sets or unsets a field, some of what is in it, or what it is in. */
    static boolean touches(Document update, String field) {
        return update.values().stream()
                .flatMap(fields -> ((Document) fields).keySet().stream())
                .anyMatch(path -> (path + ".").startsWith(field + ".") || field.startsWith(path + "."));
    }

    /**
     * The document as it is to be, or the old one itself when nothing changes; empty when a path leads through something
     * that is no document.
     */
    static Optional<Document> apply(Document update, Document old) {
        FieldChange change = new FieldChange(old);
        boolean possible = change.all(update.get(SET), true) && change.all(update.get(UNSET), false);
        return possible ? Optional.of(change.changed ? change.document : old) : Optional.empty();
    }

    private boolean all(@Nullable Object fields, boolean set) {
        return fields == null
                || ((Document) fields)
                        .entrySet().stream()
                                .allMatch(field -> one(field.getKey().split("\\."), field.getValue(), set));
    }

    private boolean one(String[] path, @Nullable Object value, boolean set) {
        Document parent = document;
        for (int i = 0; i < path.length - 1; i++) {
            Object next = parent.get(path[i]);
            if (next == null && !parent.containsKey(path[i])) {
                if (!set) {
                    return true;
                }
                next = new Document();
            }
            if (!(next instanceof Document below)) {
                return false;
            }
            Document writable = own.contains(below) ? below : copy(below);
            parent.put(path[i], writable);
            parent = writable;
        }
        String field = path[path.length - 1];
        boolean there = parent.containsKey(field);
        if (set) {
            Object before = parent.put(field, value);
            changed |= !there || !Objects.equals(before, value);
        } else if (there) {
            parent.remove(field);
            changed = true;
        }
        return true;
    }

    private Document copy(Document old) {
        Document copy = old.clone();
        own.add(copy);
        return copy;
    }
}
