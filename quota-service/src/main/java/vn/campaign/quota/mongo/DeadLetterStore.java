package vn.campaign.quota.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.DeadLetter;

/**
 * Which records were dead-lettered and which of them were redriven, so that a receipt can be answered. An entry holds
 * nothing of the record itself, so that any number of unreadable records fits.
 */
@Component
public class DeadLetterStore {

    private final MongoOperations mongo;

    DeadLetterStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Saves entries; saving one again changes its time alone and keeps how the record was redriven. */
    public void save(List<DeadLetter> letters) {
        for (List<DeadLetter> some : Chunks.of(letters, Chunks.MAX_IDS)) {
            BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, CollectionNames.DEAD_LETTERS);
            for (DeadLetter letter : some) {
                Document stated = new Document("$set", new Document(ContractJson.toDocument(letter)));
                bulk.upsert(Query.query(where("_id").is(letter.key())), Update.fromDocument(stated));
            }
            bulk.execute();
        }
    }

    /** The entries of records, by {@link Keys#record}. */
    public Map<String, DeadLetter> find(Collection<String> records) {
        return DocumentsById.find(mongo, records, DeadLetter.class, CollectionNames.DEAD_LETTERS).stream()
                .collect(Collectors.toMap(DeadLetter::key, Function.identity()));
    }
}
