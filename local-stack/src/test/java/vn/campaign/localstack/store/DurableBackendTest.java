package vn.campaign.localstack.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableBackendTest {

    @TempDir
    private Path directory;

    @Test
    void aFileWithTheFormerKindOfIndexIsIndexedAnew() {
        Path file = directory.resolve("store.mv");
        withServer(file, things -> things.insertOne(new Document("_id", "a").append("n", 1)));
        putFormerIndex(file);

        withServer(file, things -> {
            assertThat(things.updateOne(eq("a"), new Document("$inc", new Document("n", 1)))
                            .getModifiedCount())
                    .isOne();
            assertThatThrownBy(() -> things.insertOne(new Document("_id", "a")))
                    .isInstanceOf(MongoWriteException.class);
            things.insertOne(new Document("_id", "b"));
            assertThat(things.find(eq("a")).first()).containsEntry("n", 2);
        });
    }

    @Test
    void theCacheKnowsWhatDocumentsTakeThatGrew() {
        String file = directory.resolve("store.mv").toString();
        // Far more than they take: a part of the cache that is full gives pages away while others have room.
        try (MVStore store = new MVStore.Builder()
                .fileName(file)
                .cacheSize(256)
                .autoCommitDisabled()
                .open()) {
            var things = StoreFile.openData(store, "databases.test.things");
            for (int length : new int[] {10, 20_000}) {
                for (int id = 0; id < 1_000; id++) {
                    things.put(id, new de.bwaldvogel.mongo.bson.Document("text", "x".repeat(length)));
                }
                store.commit();
            }
            assertThat(store.getCacheSizeUsed()).isGreaterThanOrEqualTo(15); // megabytes
        }
    }

    @Test
    void indexesAreCreatedWhileDocumentsAreDeleted() {
        withServer(directory.resolve("store.mv"), things -> {
            things.insertMany(IntStream.range(0, 1_000)
                    .mapToObj(id -> new Document("_id", "" + id))
                    .toList());
            CompletableFuture<Void> indexing = CompletableFuture.runAsync(
                    () -> IntStream.range(0, 1_000).forEach(n -> things.createIndex(Indexes.ascending("field" + n))));
            IntStream.range(0, 1_000).forEach(id -> things.deleteOne(eq("" + id)));
            indexing.join();
            assertThat(things.countDocuments()).isZero();
        });
    }

    @Test
    void anIndexFollowsWhatItHolds() {
        withServer(directory.resolve("store.mv"), things -> {
            things.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
            things.insertMany(List.of(new Document("_id", "a").append("name", "x"), new Document("_id", "b")));

            things.updateOne(eq("a"), Updates.set("name", "y"));
            things.updateOne(eq("b"), Updates.combine(Updates.set("name", "x"), Updates.set("n", 1)));
            things.updateOne(eq("b"), Updates.set("n", 2));

            assertThat(things.find(eq("name", "x")))
                    .containsExactly(
                            new Document("_id", "b").append("name", "x").append("n", 2));
            assertThatThrownBy(() -> things.updateOne(eq("b"), Updates.set("name", "y")))
                    .isInstanceOf(MongoWriteException.class);
        });
    }

    /** As mongo-java-server makes it: its keys are serialized Java objects. */
    private static void putFormerIndex(Path file) {
        String name = "test.things._index__id_";
        try (MVStore store = MVStore.open(file.toString())) {
            assertThat(store.hasMap(name)).isTrue();
            store.removeMap(name);
            MVMap<KeyValue, Object> index = store.openMap(name);
            index.put(new KeyValue("a"), "a");
            store.setStoreVersion(0);
        }
    }

    private static void withServer(Path file, Consumer<MongoCollection<Document>> use) {
        MongoServer server = new MongoServer(new DurableBackend(file, Set.of()));
        try (MongoClient client = MongoClients.create("mongodb:/" + server.bind())) {
            use.accept(client.getDatabase("test").getCollection("things"));
        } finally {
            server.shutdownNow();
        }
    }
}
