package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.zip.CRC32C;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Stores documents as BSON: a commit rewrites the whole page, and Java serialization is slow. A checksum before each tells a
 * document from what a power cut left in its place.
 */
final class DocumentType extends BasicDataType<Document> {

    static final DocumentType INSTANCE = new DocumentType();

    /** Approximate memory overhead of a field beside the characters of its name and value. */
    private static final int FIELD_MEMORY = 140;

    /** Of more values than these, the first stands for all: otherwise a tenth of each write would go into looking at all. */
    private static final int SAMPLED = 32;

    /** Where a checksum follows; an earlier version's document begins here with its length. */
    private static final int CHECKED = -1;

    private static final int SHORTEST = 5;

    /** Grows to the largest document; allocating it for each document would dominate the cost. */
    private static final ThreadLocal<ByteBuf> BUFFER = ThreadLocal.withInitial(Unpooled::buffer);

    private DocumentType() {}

    @Override
    public int getMemory(Document document) {
        return memory(document);
    }

    /** Not estimated: an estimate would ignore growth, and the cache would exceed its limit many times over. */
    @Override
    public boolean isMemoryEstimationAllowed() {
        return false;
    }

    private static int memory(Object value) {
        if (value instanceof Document document) {
            int names =
                    document.isEmpty() ? 0 : document.keySet().iterator().next().length() * document.size();
            return FIELD_MEMORY + names + memory(document.values());
        }
        if (value instanceof Collection<?> values) {
            // Where there are many, such as the days of a node, they are alike.
            return values.size() > SAMPLED
                    ? FIELD_MEMORY + values.size() * memory(values.iterator().next())
                    : FIELD_MEMORY
                            + values.stream().mapToInt(DocumentType::memory).sum();
        }
        return FIELD_MEMORY + (value instanceof String text ? text.length() : 0);
    }

    @Override
    public void write(WriteBuffer target, Document document) {
        ByteBuffer bson = encode(document);
        target.putInt(CHECKED).putInt(checksum(bson.duplicate())).put(bson);
    }

    /** The bytes until the next call. */
    static ByteBuffer encode(Document document) {
        ByteBuf bson = BUFFER.get().clear();
        BsonEncoder.encodeDocument(document, bson);
        return bson.nioBuffer();
    }

    @Override
    public Document read(ByteBuffer source) {
        if (source.getInt(source.position()) != CHECKED) {
            return decode(source);
        }
        source.getInt();
        int expected = source.getInt();
        ByteBuffer bson = source.duplicate();
        int length = Integer.reverseBytes(source.getInt(source.position()));
        if (length < SHORTEST || length > source.remaining()) {
            throw StoreFile.damage("a document");
        }
        bson.limit(source.position() + length);
        if (checksum(bson) != expected) {
            throw StoreFile.damage("a document");
        }
        return decode(source);
    }

    static Document decode(ByteBuffer source) {
        ByteBuf bson = Unpooled.wrappedBuffer(source);
        Document document = BsonDecoder.decodeBson(bson);
        source.position(source.position() + bson.readerIndex());
        return document;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
