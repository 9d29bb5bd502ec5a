package vn.campaign.quota.mongo;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.DeadLetter;

/**
 * Notes which records were put aside and which of them came back, so that a receipt can be answered. A note is small and
 * holds nothing of the record itself: however much of it comes, the store does not carry it.
 */
@Component
public class DeadLetterBook {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final Documents letters;

    DeadLetterBook(MongoTemplate mongo) {
        this.letters = new Documents(mongo, CollectionNames.DEAD_LETTERS);
    }

    /** Notes records; noting one again changes nothing but the time, and not how it came back. */
    public void note(List<DeadLetter> noted) {
        for (int from = 0; from < noted.size(); from += Documents.IDS_IN_A_QUERY) {
            List<UpdateOneModel<Document>> some =
                    noted.subList(from, Math.min(noted.size(), from + Documents.IDS_IN_A_QUERY)).stream()
                            .map(letter -> new UpdateOneModel<Document>(
                                    new Document("_id", id(letter)),
                                    new Document("$set", new Document(ContractJson.toDocument(letter))),
                                    UPSERT))
                            .toList();
            letters.collection().bulkWrite(some, new BulkWriteOptions().ordered(false));
        }
    }

    /** What is noted of records, by {@link Keys#record}. */
    public Map<String, DeadLetter> find(Collection<String> records) {
        Map<String, DeadLetter> found = new HashMap<>();
        letters.find(
                records,
                null,
                document ->
                        found.put(document.getString("_id"), ContractJson.fromDocument(document, DeadLetter.class)));
        return found;
    }

    private static String id(DeadLetter letter) {
        return Keys.record(letter.topic(), letter.partition(), letter.offset());
    }
}
