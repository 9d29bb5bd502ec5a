package vn.campaign.quota.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.progress.AppliedPosition;

/** Up to where each partition is in the figures, kept with the figures: a restored copy knows by itself what it lacks. */
@Component
public class AppliedPositions {

    private final Documents positions;

    AppliedPositions(MongoTemplate mongo) {
        this.positions = new Documents(mongo, CollectionNames.POSITIONS);
    }

    /** The positions of partitions, by their keys; a partition that was never counted is absent. */
    public Map<String, AppliedPosition> find(Collection<String> partitions) {
        Map<String, AppliedPosition> found = new HashMap<>();
        positions.find(partitions, null, document -> {
            AppliedPosition position = ContractJson.fromDocument(document, AppliedPosition.class);
            found.put(position.partition(), position);
        });
        return found;
    }

    /**
     * Moves a position, after all that lies before it was written.
     *
     * @param from what the store must still hold, or null for none
     * @return false when it held something else and was left as it is
     */
    public boolean move(AppliedPosition from, AppliedPosition to) {
        RawBsonDocument document = BsonRecords.document(to.partition(), to);
        MongoCollection<RawBsonDocument> collection = positions.collection().withDocumentClass(RawBsonDocument.class);
        try {
            if (from == null) {
                collection.insertOne(document);
                return true;
            }
            Document expected = new Document("_id", from.partition())
                    .append("topicId", from.topicId())
                    .append("offset", from.offset());
            return collection.replaceOne(expected, document).getMatchedCount() == 1;
        } catch (MongoWriteException exception) {
            if (ErrorCategory.fromErrorCode(exception.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw exception;
        }
    }
}
