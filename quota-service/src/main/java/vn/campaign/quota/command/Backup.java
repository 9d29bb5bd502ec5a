package vn.campaign.quota.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Sha256;

/**
 * Copies a store that is in use to a directory, and fills an empty store from there: for each collection a file of extended
 * JSON, a document a line. The copy is not of one instant, which the order of the collections makes up for.
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

    /** Characters of JSON that are inserted at once. */
    private static final int MAX_CHUNK = 1_000_000;

    private static final String MANIFEST = "manifest.json";

    private final MongoDatabase store;

    Backup(MongoDatabase store) {
        this.store = store;
    }

    /**
     * What a backup holds. It is written last, so that an incomplete backup has none.
     *
     * @param begun when the positions were read; what was counted later is counted again after a restore
     * @param parts in the order in which they were read
     */
    record Manifest(Instant begun, Instant ended, List<Part> parts) {

        long documents() {
            return parts.stream().mapToLong(Part::documents).sum();
        }
    }

    /**
     * One collection.
     *
     * @param sha256 of the compressed file
     */
    record Part(String collection, long documents, String sha256) {}

    /** Writes a new directory. */
    Manifest to(Path directory) throws IOException {
        if (Files.exists(directory)) {
            throw new RefusedException(directory + " exists already");
        }
        Files.createDirectories(directory);
        Instant begun = Instant.now();
        List<Part> parts = new ArrayList<>();
        for (String collection : collections()) {
            parts.add(copy(collection, directory));
        }
        Manifest manifest = new Manifest(begun, Instant.now(), parts);
        Files.write(
                directory.resolve(MANIFEST),
                ContractJson.mapper().writeValueAsBytes(manifest),
                StandardOpenOption.CREATE_NEW);
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

    private static Path file(Path directory, String collection) {
        return directory.resolve(collection + ".json.gz");
    }

    private Part copy(String collection, Path directory) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long documents = 0;
        try (OutputStream file = Files.newOutputStream(file(directory, collection), StandardOpenOption.CREATE_NEW);
                Writer lines =
                        new OutputStreamWriter(new GZIPOutputStream(new DigestOutputStream(file, digest)), UTF_8);
                MongoCursor<RawBsonDocument> cursor =
                        collection(collection).find().cursor()) {
            while (cursor.hasNext()) {
                lines.append(cursor.next().toJson(EXACT)).append('\n');
                documents++;
            }
        }
        return new Part(collection, documents, HexFormat.of().formatHex(digest.digest()));
    }

    private MongoCollection<RawBsonDocument> collection(String name) {
        return store.getCollection(name, RawBsonDocument.class);
    }

    /**
     * Fills the store from a directory, in the reverse order: headers after their units, and the positions last, so that an
     * interrupted restore has none and is counted from the topic's beginning.
     */
    Manifest restore(Path directory) throws IOException {
        Manifest manifest = manifest(directory.resolve(MANIFEST));
        for (Part part : manifest.parts()) {
            requireWhole(file(directory, part.collection()), part.sha256());
        }
        for (String collection : collections()) {
            if (collection(collection).find().first() != null) {
                throw new RefusedException("The store is not empty: " + store.getName() + " holds " + collection);
            }
        }
        List<Part> parts = new ArrayList<>(manifest.parts());
        Collections.reverse(parts);
        for (Part part : parts) {
            fill(collection(part.collection()), file(directory, part.collection()));
        }
        return manifest;
    }

    private static Manifest manifest(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new RefusedException("Not a backup, or an incomplete one: there is no " + file);
        }
        try {
            return ContractJson.mapper().readValue(Files.readAllBytes(file), Manifest.class);
        } catch (JacksonException damaged) {
            throw new RefusedException("The backup is damaged: " + file);
        }
    }

    private static void requireWhole(Path file, String sha256) throws IOException {
        if (!Files.exists(file)) {
            throw new RefusedException("The backup is damaged: there is no " + file);
        }
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new RefusedException("The backup is damaged: " + file + " is not what was written");
        }
    }

    private static void fill(MongoCollection<RawBsonDocument> collection, Path file) throws IOException {
        List<RawBsonDocument> chunk = new ArrayList<>();
        int characters = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                chunk.add(RawBsonDocument.parse(line));
                characters += line.length();
                if (characters >= MAX_CHUNK) {
                    insert(collection, chunk);
                    characters = 0;
                }
            }
        }
        insert(collection, chunk);
    }

    private static void insert(MongoCollection<RawBsonDocument> collection, List<RawBsonDocument> chunk) {
        if (!chunk.isEmpty()) {
            collection.insertMany(chunk, new InsertManyOptions().ordered(false));
            chunk.clear();
        }
    }
}
