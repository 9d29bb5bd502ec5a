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

/** Documents in the file as BSON: a commit writes every neighbour on the page, and Java serialization is slow at it. */
final class DocumentType extends BasicDataType<Document> {

    static final DocumentType INSTANCE = new DocumentType();

    /** What a field takes in memory beside its name's and its value's letters, roughly. */
    private static final int FIELD_MEMORY = 140;

    /** Grows to what the largest document takes; made anew for each document, it would be most of the work. */
    private static final ThreadLocal<ByteBuf> BUFFER = ThreadLocal.withInitial(Unpooled::buffer);

    private DocumentType() {}

    @Override
    public int getMemory(Document document) {
        return memory(document);
    }

    /** An estimate leaves a document that grew as small as it began: the cache would hold many times what it may. */
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
