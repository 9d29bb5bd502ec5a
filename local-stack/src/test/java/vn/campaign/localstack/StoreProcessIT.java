package vn.campaign.localstack;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import vn.campaign.contract.CollectionNames;

/** What the services rely on when the document store is the embedded one. */
class StoreProcessIT {

    @TempDir
    static Path directory;

    static StoreProcess store;
    static MongoClient client;

    MongoCollection<Document> collection;

    @BeforeAll
    static void start() {
        store = new StoreProcess(directory, Ports.free());
        store.start();
        client = MongoClients.create(store.uri("test"));
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
    }

    @BeforeEach
    void collection(TestInfo test) {
        collection = client.getDatabase("test")
                .getCollection(test.getTestMethod().orElseThrow().getName())
                .withWriteConcern(WriteConcern.MAJORITY);
    }

    @Test
    void keepsEveryAcknowledgedWriteWhenItIsKilled() {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var writers = IntStream.range(0, 3)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> writeUntilItFails(writer, acknowledged)))
                .toList();
        await().until(() -> acknowledged.size() > 300);
        store.kill();
        writers.forEach(CompletableFuture::join);
        store.start();

        assertThat(collection.find())
                .extracting(found -> found.getString("_id"))
                .containsAll(acknowledged);
        // No index entry without its document, and no document without its entry: each can be found and written.
        for (Document found : collection.find()) {
            assertThat(collection
                            .updateOne(eq(found.get("_id")), set("seen", true))
                            .getModifiedCount())
                    .isOne();
        }
    }

    private void writeUntilItFails(int writer, ConcurrentLinkedQueue<String> acknowledged) {
        try {
            for (int number = 0; ; number++) {
                String id = writer + "/" + number;
                collection.insertOne(new Document("_id", id).append("version", 0));
                collection.updateOne(eq(id), set("version", 1));
                acknowledged.add(id);
            }
        } catch (MongoException killed) {
            // As intended.
        }
    }

    @Test
    void keepsItsDataAfterAnOrderlyStop() {
        collection.insertOne(new Document("_id", "a"));
        store.close();
        store.start();
        assertThat(collection.find()).containsExactly(new Document("_id", "a"));
    }

    /** Only what nobody could fill again comes back from the copy beside the damaged file; the rest is counted anew. */
    @Test
    void beginsAnewWithWhatWasKeptWhenItsFileIsDamaged() throws IOException {
        MongoCollection<Document> reminders = client.getDatabase("test").getCollection(CollectionNames.REMINDERS);
        reminders.insertOne(new Document("_id", "sent"));
        collection.insertOne(new Document("_id", "a"));
        store.close();
        // It copies when it starts, and every hour.
        FileTime before = Files.getLastModifiedTime(store.dataFiles().resolve("kept.mv"));
        store.start();
        await().until(() ->
                Files.getLastModifiedTime(store.dataFiles().resolve("kept.mv")).compareTo(before) > 0);
        store.kill();
        Files.writeString(store.dataFiles().resolve("store.mv"), "no store");
        store.start();

        assertThat(collection.find()).isEmpty();
        assertThat(reminders.find()).containsExactly(new Document("_id", "sent"));
        assertThatThrownBy(() -> reminders.insertOne(new Document("_id", "sent")))
                .hasMessageContaining("E11000");
        assertThat(store.log()).content().contains("The store is damaged and was set aside as");
        assertThat(store.dataFiles()).isDirectoryContaining("glob:**/store.mv.damaged-*");
    }

    @Test
    void answersWhatDriversAndHealthChecksAsk() {
        var admin = client.getDatabase("admin");
        assertThat(admin.runCommand(new Document("hello", 1)))
                .containsEntry("isWritablePrimary", true)
                .containsEntry("maxWireVersion", 13)
                .containsEntry("ok", 1.0);
        for (String command : List.of("ping", "buildInfo", "serverStatus")) {
            assertThat(admin.runCommand(new Document(command, 1))).containsEntry("ok", 1.0);
        }
        collection.insertOne(new Document("_id", "a"));
        assertThat(client.listDatabaseNames()).contains("test");
        assertThat(client.getDatabase("test").runCommand(new Document("dbStats", 1)))
                .containsEntry("ok", 1.0);
    }

    @Test
    void comparesAndSetsByIdAndVersion() {
        collection.insertOne(new Document("_id", "a").append("version", "1"));
        var held = new Document("_id", "a").append("version", "1");
        assertThat(collection.updateOne(held, set("version", "2")).getModifiedCount())
                .isOne();
        assertThat(collection.updateOne(held, set("version", "3")).getModifiedCount())
                .isZero();
        var clauses = and(List.of(eq("_id", "a"), eq("version", "2")));
        assertThat(collection.updateOne(clauses, set("version", "4")).getModifiedCount())
                .isOne();
        assertThat(collection.find()).containsExactly(new Document("_id", "a").append("version", "4"));
    }

    @Test
    void namesTheOperationOfAMixedBulkThatMetADuplicate() {
        collection.insertOne(new Document("_id", "a").append("version", "1"));
        var upsert = new UpdateOptions().upsert(true);
        var bulk = List.of(
                new InsertOneModel<>(new Document("_id", "b").append("version", "1")),
                new InsertOneModel<>(new Document("_id", "a").append("version", "9")),
                new UpdateOneModel<Document>(
                        new Document("_id", "a").append("version", "other"), set("version", "9"), upsert),
                new UpdateOneModel<Document>(new Document("_id", "a").append("version", "1"), set("version", "2")),
                new UpdateOneModel<Document>(new Document("_id", "c").append("version", "0"), set("x", 1), upsert));

        var thrown = catchThrowableOfType(
                MongoBulkWriteException.class, () -> collection.bulkWrite(bulk, new BulkWriteOptions().ordered(false)));

        assertThat(thrown.getWriteErrors()).allMatch(error -> error.getCode() == 11000);
        assertThat(thrown.getWriteErrors())
                .extracting(error -> error.getIndex())
                .containsExactly(1, 2);
        var result = thrown.getWriteResult();
        assertThat(List.of(
                        result.getInsertedCount(),
                        result.getModifiedCount(),
                        result.getUpserts().size()))
                .containsExactly(1, 1, 1);
        assertThat(collection.find())
                .containsExactlyInAnyOrder(
                        new Document("_id", "a").append("version", "2"),
                        new Document("_id", "b").append("version", "1"),
                        new Document("_id", "c").append("version", "0").append("x", 1));
    }

    @Test
    void findsManyByIdTogetherWithOtherConditions() {
        collection.insertMany(numbered(2_000));
        var wanted = IntStream.range(0, 2_000)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> "unit-" + i)
                .toList();
        assertThat(collection.find(in("_id", wanted))).hasSize(1_000);
        var odd = new Document("_id", new Document("$in", wanted)).append("number", 4);
        assertThat(collection.find(odd)).containsExactly(new Document("_id", "unit-4").append("number", 4));
        assertThat(collection.find(in("_id", "nowhere", "unit-1", "unit-1"))).hasSize(1);
        assertThat(collection.countDocuments(in("_id", wanted))).isEqualTo(1_000);
        assertThat(collection.updateMany(in("_id", wanted), set("seen", true)).getModifiedCount())
                .isEqualTo(1_000);
        assertThat(collection.deleteMany(in("_id", wanted)).getDeletedCount()).isEqualTo(1_000);
    }

    @Test
    void findsByIdsThatAreNotStrings() {
        collection.insertMany(
                List.of(new Document("_id", 1), new Document("_id", 2L), new Document("_id", new Document("a", 1))));
        assertThat(collection.find(eq(1L))).hasSize(1);
        assertThat(collection.find(in("_id", 1, 2))).hasSize(2);
        assertThat(collection.find(eq(new Document("a", 1)))).hasSize(1);
    }

    @Test
    void projectsDottedPaths() {
        collection.insertOne(Document.parse("{_id: 'a', sum: {L1: 5, L2: 12}, days: {d1: {L1: 1}, d2: {L1: 4}}}"));
        assertThat(collection.find(eq("a")).projection(include("sum.L1", "days.d2")))
                .containsExactly(Document.parse("{_id: 'a', sum: {L1: 5}, days: {d2: {L1: 4}}}"));
    }

    @Test
    void countsOnlyWhatItInserted() {
        collection.insertOne(new Document("_id", "unit-3"));
        var unordered = new InsertManyOptions().ordered(false);
        var thrown = catchThrowableOfType(
                MongoBulkWriteException.class, () -> collection.insertMany(numbered(5), unordered));
        assertThat(thrown.getWriteResult().getInsertedCount()).isEqualTo(4);
        assertThatThrownBy(() -> collection.insertOne(new Document("_id", "unit-3")))
                .hasMessageContaining("E11000");
    }

    /** A reader during updates sees some version of the document as it was, never a mixture of two. */
    @Test
    void neverShowsHalfAnUpdate() {
        var document = new Document("_id", "a").append("first", 0).append("long", "x".repeat(500_000));
        collection.insertOne(document.append("last", 0));
        var writer = CompletableFuture.runAsync(() -> IntStream.rangeClosed(1, 200)
                .forEach(number -> collection.updateOne(eq("a"), combine(set("first", number), set("last", number)))));
        while (!writer.isDone()) {
            Document read = collection.find(eq("a")).first();
            assertThat(read.get("first")).isEqualTo(read.get("last"));
        }
        writer.join();
    }

    private static List<Document> numbered(int count) {
        var documents = new ArrayList<Document>();
        for (int i = 0; i < count; i++) {
            documents.add(new Document("_id", "unit-" + i).append("number", i));
        }
        return documents;
    }

    @Test
    void refusesWritesWhileItIsMarkedReadOnly() throws IOException {
        collection.insertOne(new Document("_id", "before"));
        Files.createFile(store.readOnlyMark());
        try {
            assertThatThrownBy(() -> collection.insertOne(new Document("_id", "during")))
                    .isInstanceOf(MongoNotPrimaryException.class);
            assertThat(collection.find().map(document -> document.getString("_id")))
                    .containsExactly("before");
        } finally {
            Files.delete(store.readOnlyMark());
        }
        collection.insertOne(new Document("_id", "after"));
    }
}
