package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a store. Nothing in it is forced to the disk, so that a power cut may take its last seconds or tear it: it is
 * read through before it is used, and set aside when it is damaged.
 */
final class StoreFile {

    /** The names that mongo-java-server gives to maps. */
    static final String DATA = "databases.";

    static final String INDEX = "._index_";
    static final String ID_INDEX = INDEX + "_id_";

    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Share of the heap that caches decoded pages. */
    private static final int CACHE_SHARE = 4;

    private static final int MEGABYTE = 1024 * 1024;

    /** A commit writes whole pages; they are small because a command touches few documents. */
    private static final int PAGE_BYTES = 4 * 1024;

    /** The file version since which indexes of {@code _id} use {@link IdType}. */
    private static final int WITH_ID_TYPE = 1;

    private StoreFile() {}

    static MVStore open(Path file) {
        try {
            return openWhole(file);
        } catch (MVStoreException failure) {
            if (!isDamage(failure) || !Files.isReadable(file) || !Files.isWritable(file)) {
                throw failure;
            }
            setAside(file, failure);
        } catch (RuntimeException damage) {
            setAside(file, damage);
        }
        return openWhole(file);
    }

    /** What is no damage: another process has the file, a later version wrote it, or the disk is full. */
    private static boolean isDamage(MVStoreException failure) {
        return switch (failure.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED, DataUtils.ERROR_UNSUPPORTED_FORMAT, DataUtils.ERROR_WRITING_FAILED ->
                false;
            default -> true;
        };
    }

    private static void setAside(Path file, RuntimeException damage) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + TIME.format(Instant.now()));
        try {
            Files.move(file, aside);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot set aside " + file, e);
        }
        LOG.error("The store is damaged and was set aside as {}; it begins anew: {}", aside, damage.toString());
    }

    private static MVStore openWhole(Path file) {
        // No commit but ours: one in the background could tear a document from its index entry.
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize((int) (Runtime.getRuntime().maxMemory() / CACHE_SHARE / MEGABYTE))
                .pageSplitSize(PAGE_BYTES)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        try {
            // Old chunks guard against a power failure; kept, they would let a busy file grow without end.
            store.setRetentionTime(0);
            upgrade(store);
            requireWhole(store);
            return store;
        } catch (RuntimeException damage) {
            store.closeImmediately();
            throw damage;
        }
    }

    private static void upgrade(MVStore store) {
        if (store.getStoreVersion() < WITH_ID_TYPE) {
            store.getMapNames().stream()
                    .filter(name -> name.endsWith(ID_INDEX))
                    .forEach(name -> indexAnew(store, name));
            store.setStoreVersion(WITH_ID_TYPE);
            store.commit();
        }
    }

    /** An index of {@code _id} from before {@link #WITH_ID_TYPE} cannot be read and is rebuilt. */
    private static void indexAnew(MVStore store, String name) {
        store.removeMap(name);
        MVMap<KeyValue, Object> index = openIdIndex(store, name);
        data(store, name).keyIterator(null).forEachRemaining(id -> index.put(indexKey(id), id));
    }

    private static KeyValue indexKey(Object id) {
        return new KeyValue(id).normalized();
    }

    /** The documents that an index of {@code _id} belongs to. */
    private static MVMap<Object, Document> data(MVStore store, String index) {
        return openData(store, DATA + index.substring(0, index.length() - ID_INDEX.length()));
    }

    /** Reads everything: each page is where it belongs, each document is what was written, each index fits its documents. */
    private static void requireWhole(MVStore store) {
        for (String name : store.getMapNames()) {
            if (name.endsWith(ID_INDEX)) {
                requireFitting(openIdIndex(store, name), data(store, name));
            } else {
                requireOrdered(name.startsWith(DATA) ? openData(store, name) : store.openMap(name));
            }
        }
    }

    private static void requireFitting(MVMap<KeyValue, Object> index, MVMap<Object, Document> data) {
        requireOrdered(index);
        if (index.sizeAsLong() != data.sizeAsLong()) {
            throw damage(index.getName());
        }
        data.keyIterator(null).forEachRemaining(id -> {
            if (!id.equals(index.get(indexKey(id)))) {
                throw damage(index.getName());
            }
        });
    }

    private static <K, V> void requireOrdered(MVMap<K, V> map) {
        long entries = 0;
        @Nullable K last = null;
        for (Cursor<K, V> cursor = map.cursor(null); cursor.hasNext(); entries++) {
            K key = cursor.next();
            if (cursor.getValue() == null || last != null && map.getKeyType().compare(last, key) >= 0) {
                throw damage(map.getName());
            }
            last = key;
        }
        if (entries != map.sizeAsLong()) {
            throw damage(map.getName());
        }
    }

    static MVStoreException damage(String where) {
        return DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "{0} is not what was written", where);
    }

    static MVMap<KeyValue, Object> openIdIndex(MVStore store, String name) {
        return store.openMap(name, new MVMap.Builder<KeyValue, Object>().keyType(IdType.INSTANCE));
    }

    static MVMap<Object, Document> openData(MVStore store, String name) {
        return store.openMap(
                name, new MVMap.Builder<Object, Document>().keyType(new Keys()).valueType(DocumentType.INSTANCE));
    }

    /** As keys are by default; a map estimates what its documents take unless its keys forbid it too. */
    private static final class Keys extends ObjectDataType {

        private static final int TEXT = 11;

        @Override
        public boolean isMemoryEstimationAllowed() {
            return false;
        }

        /** A text is not longer than what its page has left: a damaged length would take the whole heap. */
        @Override
        public Object read(ByteBuffer source) {
            if (source.get(source.position()) == TEXT) {
                ByteBuffer ahead = source.duplicate();
                ahead.get();
                if (DataUtils.readVarInt(ahead) > ahead.remaining()) {
                    throw damage("a key");
                }
            }
            return super.read(source);
        }
    }
}
