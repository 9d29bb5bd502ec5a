package vn.campaign.localstack.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A copy of the collections that nobody could fill again, beside the store's file and safe from a power cut. */
final class KeptCopy {

    private final Path file;
    private final Set<String> collections;

    KeptCopy(Path file, Set<String> collections) {
        this.file = file;
        this.collections = collections;
    }

    /** The documents of the collections, by the names of their maps; to be called while nothing is committed. */
    Map<String, Map<Object, Document>> take(MVStore store) {
        Map<String, Map<Object, Document>> taken = new HashMap<>();
        for (String name : store.getMapNames()) {
            if (name.startsWith(StoreFile.DATA) && collections.contains(collection(name))) {
                taken.put(name, documents(StoreFile.openData(store, name)));
            }
        }
        return taken;
    }

    private static Map<Object, Document> documents(MVMap<Object, Document> data) {
        Map<Object, Document> documents = new LinkedHashMap<>();
        for (Cursor<Object, Document> cursor = data.cursor(null); cursor.hasNext(); ) {
            // A document in use is changed in place.
            documents.put(cursor.next(), cursor.getValue().cloneDeeply());
        }
        return documents;
    }

    /** Replaces the copy; a power cut leaves the one before or this one. */
    void write(Map<String, Map<Object, Document>> taken) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            MVStore store = StoreFile.open(next);
            taken.forEach((name, documents) -> StoreFile.openData(store, name).putAll(documents));
            store.commit();
            store.sync();
            store.closeImmediately();
            Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a copy in " + file, e);
        }
    }

    /** What was kept, by database and collection; nothing where there is no copy. */
    Map<String, Map<String, List<Document>>> read() {
        Map<String, Map<String, List<Document>>> kept = new HashMap<>();
        if (Files.exists(file)) {
            try (MVStore store = StoreFile.open(file)) {
                take(store).forEach((name, documents) -> kept.computeIfAbsent(database(name), any -> new HashMap<>())
                        .put(collection(name), List.copyOf(documents.values())));
            }
        }
        return kept;
    }

    /** Maps are named {@code databases.DATABASE.COLLECTION}, and a database's name has no dot. */
    private static String database(String map) {
        return map.substring(StoreFile.DATA.length(), map.indexOf('.', StoreFile.DATA.length()));
    }

    private static String collection(String map) {
        return map.substring(map.indexOf('.', StoreFile.DATA.length()) + 1);
    }
}
