package vn.campaign.localstack;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents in the file as BSON: a commit writes every neighbour on the page, and Java serialization is slow at it. */
final class DocumentType extends BasicDataType<Document> {

    static final DocumentType INSTANCE = new DocumentType();

    /** What a document takes in memory for each byte of BSON, roughly. */
    private static final int MEMORY_PER_BYTE = 3;

    private DocumentType() {}

    @Override
    public int getMemory(Document document) {
        return MEMORY_PER_BYTE * encode(document).readableBytes();
    }

    @Override
    public void write(WriteBuffer target, Document document) {
        target.put(encode(document).nioBuffer());
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

    private static ByteBuf encode(Document document) {
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        return bson;
    }
}
