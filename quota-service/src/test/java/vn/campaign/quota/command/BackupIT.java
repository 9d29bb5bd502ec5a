package vn.campaign.quota.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import vn.campaign.contract.CollectionNames;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.testing.TestMongoDb;

/** Copies of a store that is written to, and what is refused to be put back. */
@SpringBootTest
@Import(TestMongoDb.class)
class BackupIT {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ServiceConnectionAutoConfiguration.class, MongoAutoConfiguration.class})
    static class Client {}

    private static final String SHEET = "c/hamlet/2023-06-20";

    @TempDir
    Path files;

    @Autowired
    MongoConnectionDetails connection;

    private MongoDatabase store;
    private MongoDatabase other;

    @BeforeEach
    void empty(@Autowired MongoClient client) {
        store = client.getDatabase("backup-from");
        other = client.getDatabase("backup-to");
        store.drop();
        other.drop();
    }

    @Test
    void everyDocumentComesBackAsItWas() throws IOException {
        List<Document> sheets = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            sheets.add(new Document("_id", "c/hamlet-" + i + "/2023-06-20")
                    .append("count", i)
                    .append("long", 5L)
                    .append("share", 1.0)
                    .append("sum", new Document("days", List.of(1, 2L, "ba\nXã Thanh An\u2028"))));
        }
        // Some servers take no more at once.
        Chunks.of(sheets, 10_000).forEach(store.getCollection(CollectionNames.DAY_SHEETS)::insertMany);
        store.getCollection("anything")
                .insertOne(new Document("_id", 7).append("at", new Date(1)).append("none", null));
        store.getCollection("anything").insertOne(new Document("_id", Decimal128.parse("1.50")));

        Backup.Manifest written = backup();
        assertThat(written.documents()).isEqualTo(30_002);
        assertThat(restore().parts()).isEqualTo(written.parts());

        assertThat(Set.copyOf(documents(other, CollectionNames.DAY_SHEETS))).isEqualTo(Set.copyOf(sheets));
        assertThat(Set.copyOf(documents(other, "anything")))
                .isEqualTo(Set.copyOf(documents(store, "anything")))
                .hasSize(2);
    }

    @Test
    void theRestoredPositionIsTheOneBeforeAllThatWasReadLater() throws IOException {
        putPosition(10);
        putSheet("before");

        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(connection.getConnectionString())
                .addCommandListener(new Meanwhile(() -> {
                    putSheet("meanwhile");
                    putPosition(11);
                }))
                .build();
        try (MongoClient watched = MongoClients.create(settings)) {
            new Backup(watched.getDatabase(store.getName())).to(files.resolve("copy"));
        }
        restore();

        assertThat(documents(other, CollectionNames.DAY_SHEETS))
                .extracting("version")
                .containsExactly("meanwhile");
        assertThat(documents(other, CollectionNames.POSITIONS))
                .extracting("offset")
                .containsExactly(10);
    }

    /** A unit that moves meanwhile is copied as it was before, or with its note, or with figures that have followed it. */
    @Test
    void unitsAreReadBeforeTheNotesOfTheirMovesAndThoseBeforeFigures() throws IOException {
        List<String> order = List.of("positions", "campaigns", "units", "recomputations", "daySheets", "progress");
        order.forEach(collection -> put(collection, new Document("_id", "x")));

        assertThat(backup().parts()).extracting(Backup.Part::collection).isEqualTo(order);
    }

    @Test
    void whatKafkaCannotFillAgainIsInEveryBackup() throws IOException {
        CollectionNames.KEPT.forEach(
                collection -> put(collection, new Document("_id", "noted").append("in", collection)));

        backup();
        restore();

        assertThat(CollectionNames.KEPT).allSatisfy(collection -> assertThat(documents(other, collection))
                .containsExactly(new Document("_id", "noted").append("in", collection)));
    }

    @Test
    void aDamagedBackupIsRefused() throws IOException {
        putPosition(10);
        putSheet("x");
        backup();
        Path sheets = files.resolve("copy").resolve("daySheets.json.gz");
        byte[] bytes = Files.readAllBytes(sheets);
        bytes[bytes.length / 2] ^= 1;
        Files.write(sheets, bytes);

        assertRefused("The backup is damaged");
        Files.delete(sheets);
        assertRefused("The backup is damaged");
    }

    @Test
    void aBackupThatDidNotEndIsRefused() throws IOException {
        putPosition(10);
        backup();
        Files.delete(files.resolve("copy").resolve("manifest.json"));

        assertRefused("Not a backup, or an incomplete one");
    }

    @Test
    void aStoreThatHoldsAnythingIsRefused() throws IOException {
        putPosition(10);
        backup();
        other.getCollection("reminders").insertOne(new Document("_id", "claimed"));

        assertThatThrownBy(this::restore).isInstanceOf(RefusedException.class).hasMessageContaining("reminders");
        assertThat(documents(other, CollectionNames.POSITIONS)).isEmpty();
    }

    @Test
    void aDirectoryThatExistsIsNotWrittenTo() throws IOException {
        backup();
        assertThatThrownBy(this::backup).isInstanceOf(RefusedException.class).hasMessageContaining("exists already");
    }

    private Backup.Manifest backup() throws IOException {
        return new Backup(store).to(files.resolve("copy"));
    }

    private Backup.Manifest restore() throws IOException {
        return new Backup(other).restore(files.resolve("copy"));
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(this::restore).isInstanceOf(RefusedException.class).hasMessageContaining(reason);
        assertThat(other.listCollectionNames()).isEmpty();
    }

    private void putPosition(int offset) {
        put(CollectionNames.POSITIONS, new Document("_id", "campaign.activations/0").append("offset", offset));
    }

    private void putSheet(String version) {
        put(CollectionNames.DAY_SHEETS, new Document("_id", SHEET).append("version", version));
    }

    private void put(String collection, Document document) {
        store.getCollection(collection)
                .replaceOne(new Document("_id", document.get("_id")), document, new ReplaceOptions().upsert(true));
    }

    private static List<Document> documents(MongoDatabase database, String name) {
        MongoCollection<Document> collection = database.getCollection(name);
        return collection.find().into(new ArrayList<>());
    }

    /** Does something when the sheets are about to be read. */
    private record Meanwhile(Runnable deed) implements CommandListener {

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommand().containsKey("find")
                    && event.getCommand().getString("find").getValue().equals(CollectionNames.DAY_SHEETS)) {
                deed.run();
            }
        }
    }
}
