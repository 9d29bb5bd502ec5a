package vn.campaign.quota.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.campaign.contract.ContractJson;

/** Writes a ZIP file, record by record. It has its name once it is whole, and is gone when it was not finished. */
final class ExportFile implements AutoCloseable {

    private final Path file;
    private final Path unfinished;
    private final ZipOutputStream zip;
    private final SortedMap<String, Manifest.Part> parts = new TreeMap<>();

    ExportFile(Path file) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".part");
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)));
    }

    /** Takes a record of a part. */
    interface Lines {
        void add(Object record);
    }

    /** Writes a part: each record that {@code records} adds is a line of JSON. */
    void write(String name, Consumer<Lines> records) throws IOException {
        MessageDigest digest = Sha256.digest();
        zip.putNextEntry(new ZipEntry(name));
        OutputStream out = new DigestOutputStream(zip, digest);
        long[] lines = {0};
        try {
            records.accept(record -> {
                line(out, record);
                lines[0]++;
            });
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
        zip.closeEntry();
        parts.put(name, new Manifest.Part(lines[0], HexFormat.of().formatHex(digest.digest())));
    }

    private static void line(OutputStream out, Object record) {
        try {
            out.write(ContractJson.mapper().writeValueAsBytes(record));
            out.write('\n');
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** What was written so far. */
    SortedMap<String, Manifest.Part> parts() {
        return parts;
    }

    /** Adds the manifest, and gives the file its name. */
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.FILE));
        zip.write(ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.close();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            Files.deleteIfExists(unfinished);
        }
    }
}
