package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Comparator;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Compares index keys of {@code _id} as values; comparing them serialized took a fifth of the store's time. */
final class IdType extends BasicDataType<KeyValue> {

    static final IdType INSTANCE = new IdType();

    private static final Comparator<Object> ORDER = ValueComparator.asc();
    private static final String FIELD = "_id";
    /** Object overhead plus the usual length of an id. */
    private static final int MEMORY = 200;

    private IdType() {}

    @Override
    public int compare(KeyValue one, KeyValue other) {
        return ORDER.compare(one.get(0), other.get(0));
    }

    @Override
    public int getMemory(KeyValue key) {
        return MEMORY;
    }

    @Override
    public void write(WriteBuffer target, KeyValue key) {
        target.put(DocumentType.encode(new Document(FIELD, key.get(0))));
    }

    @Override
    public KeyValue read(ByteBuffer source) {
        return new KeyValue(
                Collections.singletonList(DocumentType.decode(source).get(FIELD)));
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
