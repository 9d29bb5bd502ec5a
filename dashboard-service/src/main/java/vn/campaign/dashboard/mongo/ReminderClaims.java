package vn.campaign.dashboard.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Which instance sends a reminder: the one whose claim the store has. A claim lasts for a while, so that another instance
 * sends it when the first has died, and waits longer after each attempt that failed.
 */
@Component
public class ReminderClaims {

    private static final String COLLECTION = "reminders";
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int LONGEST = 5;

    private final MongoTemplate mongo;

    ReminderClaims(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Whether the caller is to send the reminder now. */
    public boolean claim(String reminder, Instant now) {
        Document before = reminders().find(new Document("_id", reminder)).first();
        if (before == null) {
            return insert(reminder, now);
        }
        if (before.getBoolean("done") || now.isBefore(Instant.parse(before.getString("until")))) {
            return false;
        }
        int attempts = before.getInteger("attempts");
        Document unchanged = new Document("_id", reminder).append("attempts", attempts);
        Document mine = new Document("attempts", attempts + 1).append("until", until(now, attempts));
        return reminders().updateOne(unchanged, new Document("$set", mine)).getModifiedCount() == 1;
    }

    private boolean insert(String reminder, Instant now) {
        try {
            reminders()
                    .insertOne(new Document("_id", reminder)
                            .append("attempts", 1)
                            .append("until", until(now, 0))
                            .append("done", false));
            return true;
        } catch (MongoWriteException exception) {
            if (exception.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw exception;
        }
    }

    private static String until(Instant now, int attempts) {
        return now.plus(FIRST.multipliedBy(1L << Math.min(attempts, LONGEST))).toString();
    }

    /** Nobody sends the reminder any more. */
    public void done(String reminder) {
        reminders().updateOne(new Document("_id", reminder), new Document("$set", new Document("done", true)));
    }

    private MongoCollection<Document> reminders() {
        return mongo.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
    }
}
