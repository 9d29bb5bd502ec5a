package vn.campaign.quota.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.MappingIterator;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Sha256;

/** Reads an export, record by record, and checks each part against the manifest. */
final class ImportFile implements AutoCloseable {

    private final ZipFile zip;
    private final ExportManifest manifest;

    ImportFile(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        try (InputStream in = open(ExportManifest.FILE)) {
            manifest = ContractJson.mapper().readValue(in, ExportManifest.class);
        }
        if (manifest.format() != ExportManifest.FORMAT) {
            throw new IOException("the file's format is " + manifest.format() + ", not " + ExportManifest.FORMAT);
        }
    }

    ExportManifest manifest() {
        return manifest;
    }

    /**
     * Passes on each record of a part.
     *
     * @throws IOException if the part is not what the manifest says; some of its records were passed on already
     */
    <T> void read(String part, Class<T> type, Consumer<T> each) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long lines = 0;
        try (InputStream in = new DigestInputStream(open(part), digest);
                MappingIterator<T> records =
                        ContractJson.mapper().readerFor(type).readValues(in)) {
            while (records.hasNextValue()) {
                each.accept(records.nextValue());
                lines++;
            }
        }
        ExportManifest.Part stated =
                manifest.parts() == null ? null : manifest.parts().get(part);
        if (!new ExportManifest.Part(lines, HexFormat.of().formatHex(digest.digest())).equals(stated)) {
            throw new IOException(part + " is not what the manifest says");
        }
    }

    /** Passes on the records of a part in lists of at most {@code size}. */
    <T> void read(String part, Class<T> type, int size, Consumer<List<T>> each) throws IOException {
        List<T> some = new ArrayList<>();
        read(part, type, record -> {
            some.add(record);
            if (some.size() == size) {
                each.accept(List.copyOf(some));
                some.clear();
            }
        });
        each.accept(some);
    }

    private InputStream open(String part) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            throw new IOException("the file has no " + part);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
