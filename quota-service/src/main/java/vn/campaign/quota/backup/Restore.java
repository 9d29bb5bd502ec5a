package vn.campaign.quota.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bson.RawBsonDocument;
import vn.campaign.contract.Sha256;
import vn.campaign.quota.backup.BackupManifest.Part;

/** Fills an empty store from a backup. */
final class Restore {

    /** Characters of JSON that are inserted at once. */
    private static final int MAX_CHUNK = 1_000_000;

    private final MongoDatabase store;

    Restore(MongoDatabase store) {
        this.store = store;
    }

    /**
     * Writes in the reverse order: headers after their units, and the positions last, so that an interrupted restore has none
     * and is counted from the topic's beginning.
     */
    BackupManifest from(Path directory) throws IOException {
        BackupManifest manifest = BackupManifest.read(directory);
        for (Part part : manifest.parts()) {
            requireWhole(part.file(directory), part.sha256());
        }
        requireEmpty();
        for (int i = manifest.parts().size() - 1; i >= 0; i--) {
            fill(manifest.parts().get(i), directory);
        }
        return manifest;
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

    private void requireEmpty() {
        for (String collection : store.listCollectionNames()) {
            if (!collection.startsWith("system.")
                    && store.getCollection(collection).find().first() != null) {
                throw new RefusedException("The store is not empty: " + store.getName() + " holds " + collection);
            }
        }
    }

    private void fill(Part part, Path directory) throws IOException {
        MongoCollection<RawBsonDocument> collection = store.getCollection(part.collection(), RawBsonDocument.class);
        List<RawBsonDocument> chunk = new ArrayList<>();
        int characters = 0;
        try (BufferedReader lines = lines(part.file(directory))) {
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

    private static BufferedReader lines(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8));
    }
}
