package vn.campaign.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a power cut, a full disk or a bad one makes of a store's file. */
class StoreFileTest {

    private static final String THINGS = StoreFile.DATA + "test.things";
    private static final int BLOCK = 4096;

    @TempDir
    private Path directory;

    /** Ways in which a file is damaged. */
    enum Damage {
        /** One block of many was never written. */
        BLOCK_OF_ZEROS {
            @Override
            void to(Path file) throws IOException {
                long middle = Files.size(file) / 2 / BLOCK * BLOCK;
                zeros(file, middle, middle + BLOCK);
            }
        },
        /** A block is an older one: what was there before was not overwritten. */
        BLOCK_OF_BEFORE {
            @Override
            void to(Path file) throws IOException {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    byte[] block = new byte[BLOCK];
                    bytes.seek(bytes.length() / 4 / BLOCK * BLOCK);
                    bytes.readFully(block);
                    bytes.seek(bytes.length() / 2 / BLOCK * BLOCK);
                    bytes.write(block);
                }
            }
        },
        NO_HEADER {
            @Override
            void to(Path file) throws IOException {
                zeros(file, 0, 2 * BLOCK);
            }
        },
        NO_STORE_AT_ALL {
            @Override
            void to(Path file) throws IOException {
                Files.writeString(file, "nothing that is a store".repeat(1000));
            }
        },
        /** A figure that can still be read, and is wrong. */
        ONE_BIT_OF_A_DOCUMENT {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                byte[] mark = "in the middle".getBytes();
                int at = bytes.length / 2;
                while (!startsWith(bytes, at, mark)) {
                    at++;
                }
                bytes[at] ^= 1;
                Files.write(file, bytes);
            }
        };

        abstract void to(Path file) throws IOException;

        static void zeros(Path file, long from, long to) throws IOException {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(from);
                bytes.write(new byte[(int) (to - from)]);
            }
        }

        private static boolean startsWith(byte[] bytes, int at, byte[] mark) {
            for (int i = 0; i < mark.length; i++) {
                if (bytes[at + i] != mark[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileIsSetAsideAndTheStoreBeginsAnew(Damage damage) throws IOException {
        Path file = directory.resolve("store.mv");
        fill(file);
        damage.to(file);
        byte[] damaged = Files.readAllBytes(file);

        try (MVStore store = StoreFile.open(file)) {
            assertThat(store.getMapNames()).isEmpty();
        }
        assertThat(aside()).singleElement().satisfies(aside -> assertThat(aside).hasBinaryContent(damaged));
    }

    /** The last commits are lost as if they had never been: positions are lost with the figures. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileWithoutItsEndIsWhatItWasBefore(boolean shorter) throws IOException {
        Path file = directory.resolve("store.mv");
        fill(file);
        long before = Files.size(file);
        MVStore changed = StoreFile.open(file);
        MVMap<Object, Document> things = StoreFile.openData(changed, THINGS);
        for (int id = 0; id < 2_000; id++) {
            things.put("another-" + id, new Document("_id", "another-" + id));
        }
        changed.commit();
        changed.closeImmediately();
        long end = Files.size(file);
        assertThat(end).isGreaterThan(before);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(before);
        }
        if (!shorter) {
            Damage.zeros(file, before, end);
        }

        try (MVStore store = StoreFile.open(file)) {
            assertThat(StoreFile.openData(store, THINGS).sizeAsLong()).isEqualTo(2_000);
        }
    }

    @Test
    void aWholeFileIsOpenedAsItIs() throws IOException {
        Path file = directory.resolve("store.mv");
        fill(file);
        try (MVStore store = StoreFile.open(file)) {
            assertThat(StoreFile.openData(store, THINGS).sizeAsLong()).isEqualTo(2_000);
        }
        assertThat(aside()).isEmpty();
    }

    @Test
    void aFileThatAnotherProcessHasIsLeftAlone() throws IOException {
        Path file = directory.resolve("store.mv");
        try (MVStore other = StoreFile.open(file)) {
            other.commit();
            assertThatThrownBy(() -> StoreFile.open(file)).isInstanceOf(MVStoreException.class);
        }
        assertThat(aside()).isEmpty();
    }

    @Test
    void documentsWithoutAChecksumAreStillRead() {
        Path file = directory.resolve("store.mv");
        try (MVStore store = MVStore.open(file.toString())) {
            MVMap<Object, Document> former =
                    store.openMap(THINGS, new MVMap.Builder<Object, Document>().valueType(new Unchecked()));
            former.put("a", new Document("_id", "a").append("n", 1));
        }
        try (MVStore store = StoreFile.open(file)) {
            assertThat(StoreFile.openData(store, THINGS)).containsEntry("a", new Document("_id", "a").append("n", 1));
        }
    }

    /** As documents were written before they had a checksum. */
    private static final class Unchecked extends BasicDataType<Document> {

        @Override
        public int getMemory(Document document) {
            return DocumentType.INSTANCE.getMemory(document);
        }

        @Override
        public void write(WriteBuffer target, Document document) {
            target.put(DocumentType.encode(document));
        }

        @Override
        public Document read(ByteBuffer source) {
            return DocumentType.decode(source);
        }

        @Override
        public Document[] createStorage(int size) {
            return new Document[size];
        }
    }

    private List<Path> aside() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> each.getFileName().toString().contains(".damaged-"))
                    .toList();
        }
    }

    /** With one commit, so that no part of the file is out of use. */
    private static void fill(Path file) {
        Random random = new Random(20230620);
        try (MVStore store = StoreFile.open(file)) {
            MVMap<Object, Document> things = StoreFile.openData(store, THINGS);
            for (int id = 0; id < 2_000; id++) {
                things.put(
                        "thing-" + id,
                        new Document("_id", "thing-" + id).append("text", "in the middle " + random.nextLong()));
            }
            store.commit();
        }
    }
}
