package vn.campaign.quota.mongo;

import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Collections;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.DeadLetter;

/** Notes which records were put aside, so that a receipt can be answered. */
@Component
public class DeadLetterBook {

    private final Documents letters;

    DeadLetterBook(MongoTemplate mongo) {
        this.letters = new Documents(mongo, Collections.DEAD_LETTERS);
    }

    /** Notes a record; noting it again changes nothing but the time. */
    public void note(DeadLetter letter) {
        String id = Keys.record(letter.topic(), letter.partition(), letter.offset());
        letters.collection()
                .replaceOne(new Document("_id", id), Documents.document(id, letter), new ReplaceOptions().upsert(true));
    }
}
