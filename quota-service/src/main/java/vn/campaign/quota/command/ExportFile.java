package vn.campaign.quota.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.MappingIterator;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Sha256;
import vn.campaign.quota.mongo.FigureDigests;

/** An exported campaign: a ZIP file of parts with a record a line, and a manifest by which they are known to be whole. */
final class ExportFile {

    /** Rises when a reader of the one before could not read it any more. */
    static final int FORMAT = 1;

    static final String HEADER = "campaign.json";
    static final String UNITS = "units.ndjson";
    static final String HISTORY = "history.ndjson";
    static final String EVENTS = "events.ndjson";

    private static final String MANIFEST = "manifest.json";

    private ExportFile() {}

    /**
     * What an export holds.
     *
     * @param format {@link #FORMAT}
     * @param exportedAt when it began; what was reported later is not in it
     * @param unreadable dead letters of the campaign, which are no events and not in it
     * @param figures of the campaign when it was exported; those of the events in it where nothing was reported meanwhile
     * @param parts by the name of the file
     */
    record Manifest(
            int format,
            String campaign,
            long planVersion,
            Instant exportedAt,
            long unreadable,
            FigureDigests.OfCampaign figures,
            SortedMap<String, Part> parts) {}

    /** One file of the export. */
    record Part(long lines, String sha256) {

        private static Part of(long lines, MessageDigest digest) {
            return new Part(lines, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Writes an export, which gets its name once it is complete and is deleted otherwise. */
    static final class Writer implements AutoCloseable {

        private final Path file;
        private final Path unfinished;
        private final ZipOutputStream zip;
        private final SortedMap<String, Part> parts = new TreeMap<>();

        Writer(Path file) throws IOException {
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
            parts.put(name, Part.of(lines.get(), digest));
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
        SortedMap<String, Part> parts() {
            return parts;
        }

        /** Adds the manifest and gives the file its name. */
        void finish(Manifest manifest) throws IOException {
            zip.putNextEntry(new ZipEntry(MANIFEST));
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

    /** Reads an export, record by record, and checks each part against the manifest. */
    static final class Reader implements AutoCloseable {

        private final ZipFile zip;
        private final Manifest manifest;

        Reader(Path file) throws IOException {
            zip = new ZipFile(file.toFile());
            try (InputStream in = open(MANIFEST)) {
                manifest = ContractJson.mapper().readValue(in, Manifest.class);
            }
            if (manifest.format() != FORMAT) {
                throw new IOException("the file's format is " + manifest.format() + ", not " + FORMAT);
            }
        }

        Manifest manifest() {
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
            if (manifest.parts() == null
                    || !Part.of(lines, digest).equals(manifest.parts().get(part))) {
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
}
