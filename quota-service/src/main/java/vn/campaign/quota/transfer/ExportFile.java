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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Sha256;

/** Writes an export as a ZIP file, which gets its name once it is complete and is deleted otherwise. */
final class ExportFile implements AutoCloseable {

    private final Path file;
    private final Path unfinished;
    private final ZipOutputStream zip;
    private final SortedMap<String, ExportManifest.Part> parts = new TreeMap<>();

    ExportFile(Path file) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".part");
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)));
    }

    /** Writes a part: each record that {@code records} passes on is a line of JSON. */
    void write(String name, Consumer<Consumer<Object>> records) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        OutputStream out = new DigestOutputStream(zip, digest);
        AtomicLong lines = new AtomicLong();
        zip.putNextEntry(new ZipEntry(name));
        try {
            records.accept(record -> {
                writeLine(out, record);
                lines.incrementAndGet();
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        zip.closeEntry();
        parts.put(name, new ExportManifest.Part(lines.get(), HexFormat.of().formatHex(digest.digest())));
    }

    private static void writeLine(OutputStream out, Object record) {
        try {
            out.write(ContractJson.mapper().writeValueAsBytes(record));
            out.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The parts written so far. */
    SortedMap<String, ExportManifest.Part> parts() {
        return parts;
    }

    /** Adds the manifest and gives the file its name. */
    void finish(ExportManifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(ExportManifest.FILE));
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
