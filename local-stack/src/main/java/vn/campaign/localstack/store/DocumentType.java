package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Stores documents as BSON: a commit rewrites the whole page, and Java serialization is slow. */
final class DocumentType extends BasicDataType<Document> {

    static final DocumentType INSTANCE = new DocumentType();

    /** Approximate memory overhead of a field beside the characters of its name and value. */
    private static final int FIELD_MEMORY = 140;

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
        int memory = FIELD_MEMORY;
        if (value instanceof Document document) {
            for (Map.Entry<String, Object> field : document.entrySet()) {
                memory += field.getKey().length() + memory(field.getValue());
            }
        } else if (value instanceof Collection<?> values) {
            for (Object each : values) {
                memory += memory(each);
            }
        } else if (value instanceof String text) {
            memory += text.length();
        }
        return memory;
    }

    @Override
    public void write(WriteBuffer target, Document document) {
        ByteBuf bson = BUFFER.get().clear();
        BsonEncoder.encodeDocument(document, bson);
        target.put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer source) {
        ByteBuf bson = Unpooled.wrappedBuffer(source);
        Document document = BsonDecoder.decodeBson(bson);
        source.position(source.position() + bson.readerIndex());
        return document;
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
