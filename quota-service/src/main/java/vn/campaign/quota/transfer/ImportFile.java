package vn.campaign.quota.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import vn.campaign.contract.ContractJson;

/** Reads an export, part by part and line by line, and tells where it is not what its manifest says. */
final class ImportFile implements AutoCloseable {

    private final ZipFile zip;
    private final Manifest manifest;

    ImportFile(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        try (InputStream in = open(Manifest.FILE)) {
            manifest = ContractJson.mapper().readValue(in, Manifest.class);
        }
        if (manifest.format() != Manifest.FORMAT) {
            throw new IOException("the file's format is " + manifest.format() + ", not " + Manifest.FORMAT);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Gives each record of a part.
     *
     * @throws IOException when the part is not whole; then some of its records were given already
     */
    <T> void read(String part, Class<T> type, Consumer<T> each) throws IOException {
        MessageDigest digest = Sha256.digest();
        long lines = 0;
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new DigestInputStream(open(part), digest), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                each.accept(ContractJson.mapper().readValue(line, type));
                lines++;
            }
        }
        Manifest.Part stated =
                manifest.parts() == null ? null : manifest.parts().get(part);
        if (!new Manifest.Part(lines, HexFormat.of().formatHex(digest.digest())).equals(stated)) {
            throw new IOException(part + " is not what the manifest says");
        }
    }

    /** Gives the records of a part some at a time. */
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
