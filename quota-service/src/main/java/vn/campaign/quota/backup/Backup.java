package vn.campaign.quota.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Sha256;

/**
 * Copies a store that is in use to files: for each collection one of extended JSON, a document a line. The copy is not of
 * one instant, which the order of the collections makes up for.
 */
final class Backup {

    /**
     * Positions first: what is counted during the copy lies behind them and is counted again. A header before its units, as
     * readers of the store expect.
     */
    private static final List<String> FIRST =
            List.of(CollectionNames.POSITIONS, CollectionNames.CAMPAIGNS, CollectionNames.UNITS);

    /**
     * Figures after the units and the pending recomputations: of a unit that is moved during the copy, the copy has the
     * state before the move, or its pending recomputation, or its recomputed figures.
     */
    private static final List<String> LAST = List.of(CollectionNames.DAY_SHEETS, CollectionNames.PROGRESS);

    private static final JsonWriterSettings EXACT =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private final MongoDatabase store;

    Backup(MongoDatabase store) {
        this.store = store;
    }

    /** Writes a new directory. */
    BackupManifest to(Path directory) throws IOException {
        if (Files.exists(directory)) {
            throw new RefusedException(directory + " exists already");
        }
        Files.createDirectories(directory);
        Instant begun = Instant.now();
        List<BackupManifest.Part> parts = new ArrayList<>();
        for (String collection : collections()) {
            parts.add(copy(collection, directory));
        }
        BackupManifest manifest = new BackupManifest(begun, Instant.now(), parts);
        manifest.write(directory);
        return manifest;
    }

    private List<String> collections() {
        List<String> names = store.listCollectionNames().into(new ArrayList<>());
        names.removeIf(name -> name.startsWith("system."));
        names.sort(Comparator.comparingInt(Backup::rank).thenComparing(Comparator.naturalOrder()));
        return names;
    }

    private static int rank(String collection) {
        int first = FIRST.indexOf(collection);
        return first >= 0 ? first - FIRST.size() : LAST.indexOf(collection) + 1;
    }

    private BackupManifest.Part copy(String collection, Path directory) throws IOException {
        Path file = new BackupManifest.Part(collection, 0, null).file(directory);
        MessageDigest digest = Sha256.newDigest();
        long documents = 0;
        try (MongoCursor<RawBsonDocument> cursor = store.getCollection(collection, RawBsonDocument.class)
                        .find()
                        .cursor();
                Writer lines = lines(file, digest)) {
            while (cursor.hasNext()) {
                lines.append(cursor.next().toJson(EXACT)).append('\n');
                documents++;
            }
        }
        return new BackupManifest.Part(collection, documents, HexFormat.of().formatHex(digest.digest()));
    }

    private static Writer lines(Path file, MessageDigest digest) throws IOException {
        return new OutputStreamWriter(
                new GZIPOutputStream(
                        new DigestOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest)),
                UTF_8);
    }
}
