package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend of mongo-java-server on a file, made safe against a kill: what it acknowledges is in the file. */
public final class DurableBackend extends H2Backend {

    /** The file beside the data that makes it refuse writes while it exists. */
    public static final String READ_ONLY = "read-only";

    /** The copy beside the data of what nobody could fill again. */
    public static final String KEPT = "kept.mv";

    private static final Logger LOG = LoggerFactory.getLogger(DurableBackend.class);

    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "dropdatabase",
            "renamecollection");

    /** Default batch size of a reply; a reply with everything may be too large for the driver. */
    private static final int BATCH_SIZE = 500;

    private static final int NOT_PRIMARY = 10107;

    private static final int COMMITS_BETWEEN_COMPACTIONS = 200;
    private static final int FILL_PERCENT = 50;
    private static final int COMPACTION_BYTES = 4 * 1024 * 1024;

    /** Shared by the writes in progress, exclusive for a commit, which therefore never sees half a write. */
    private final ReadWriteLock commitLock = new ReentrantReadWriteLock();

    private final Path readOnlyMark;
    private final KeptCopy kept;
    private long commits;
    private volatile boolean closing;

    /**
     * Opens the file, or begins a new one where there is none or it is damaged; a new one holds what was kept beside it.
     *
     * @param kept the collections that nobody could fill again
     */
    public DurableBackend(Path file, Set<String> kept) {
        super(StoreFile.open(file));
        version(new WireVersion());
        readOnlyMark = file.resolveSibling(READ_ONLY);
        this.kept = new KeptCopy(file.resolveSibling(KEPT), kept);
        if (getMvStore().getMapNames().isEmpty()) {
            takeBack();
        }
    }

    /** All at once: what was taken back by half would be kept by half the next time. */
    private void takeBack() {
        Channel self = new EmbeddedChannel();
        kept.read()
                .forEach((database, collections) -> collections.forEach((name, documents) -> super.handleCommand(
                        self, database, "insert", new Document("insert", name).append("documents", documents))));
        handleClose(self);
        getMvStore().commit();
    }

    /** Copies what nobody could fill again beside the file. */
    public void keep() {
        try {
            kept.write(taken());
        } catch (RuntimeException failed) {
            LOG.error("The copy of what nobody could fill again is not renewed", failed);
        }
    }

    private Map<String, Map<Object, Document>> taken() {
        commitLock.readLock().lock();
        try {
            return kept.take(getMvStore());
        } finally {
            commitLock.readLock().unlock();
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        try {
            return answer(channel, database, command, query);
        } catch (RuntimeException e) {
            if (closing) {
                // As with MongoDB, a client of a store that stops loses its connection, and no answer is wrong.
                channel.close();
            }
            throw e;
        }
    }

    private Document answer(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (WRITES.contains(name)) {
            return write(channel, database, command, query);
        }
        if (name.equals("hello") || name.equals("ismaster")) {
            return super.handleCommand(channel, database, "ismaster", query)
                    .append("isWritablePrimary", true)
                    .append("helloOk", true);
        }
        if (name.equals("find") || name.equals("getmore")) {
            query.putIfAbsent("batchSize", BATCH_SIZE);
        }
        return super.handleCommand(channel, database, command, query);
    }

    private Document write(Channel channel, String database, String command, Document query) {
        if (Files.exists(readOnlyMark)) {
            throw new MongoServerError(NOT_PRIMARY, "NotWritablePrimary", "not primary");
        }
        Document response;
        commitLock.readLock().lock();
        try {
            response = super.handleCommand(channel, database, command, query);
        } finally {
            commitLock.readLock().unlock();
        }
        commitOnce();
        if (command.equals("insert")) {
            countInserted(response, query);
        }
        return response;
    }

    /** Waits for the writes in progress; later ones fail. */
    @Override
    public void close() {
        closing = true;
        commitLock.writeLock().lock();
        try {
            super.close();
        } finally {
            commitLock.writeLock().unlock();
        }
    }

    /** Commits, unless another command's commit has included these changes. */
    private void commitOnce() {
        commitLock.writeLock().lock();
        try {
            if (getMvStore().hasUnsavedChanges()) {
                commit();
                // The housekeeping that MVStore otherwise does between its own commits.
                if (++commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
                    getMvStore().compact(FILL_PERCENT, COMPACTION_BYTES);
                }
            }
        } finally {
            commitLock.writeLock().unlock();
        }
    }

    /** The stock answer also counts the documents that failed. */
    private static void countInserted(Document response, Document query) {
        if (response.get("writeErrors") instanceof List<?> errors) {
            int sent = ((List<?>) query.get("documents")).size();
            boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
            Object firstError = ((Document) errors.get(0)).get("index");
            response.put("n", ordered ? firstError : sent - errors.size());
        }
    }

    /** An inner class because its super constructor already opens collections, and needs the store for it. */
    private final class Database extends H2Database {

        private Database(String name) {
            super(name, getMvStore(), getCursorRegistry());
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            String fullName = getFullCollectionNamespace(name);
            MVMap<Object, Document> data = StoreFile.openData(getMvStore(), StoreFile.DATA + fullName);
            MVMap<String, Object> meta = getMvStore().openMap("meta." + fullName);
            return new KeyedCollection(this, name, options, data, meta, cursorRegistry);
        }

        /** The stock implementation finds the map already open, with our key type. */
        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String index, List<IndexKey> keys, boolean sparse) {
            String name = getFullCollectionNamespace(collection) + StoreFile.INDEX + index;
            if (name.endsWith(StoreFile.ID_INDEX)) {
                StoreFile.openIdIndex(getMvStore(), name);
            }
            return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
        }
    }

    /** MongoDB 5.0, which mongo-java-server follows, under the wire version that belongs to it. */
    private static final class WireVersion implements MongoVersion {

        @Override
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 13;
        }
    }
}
