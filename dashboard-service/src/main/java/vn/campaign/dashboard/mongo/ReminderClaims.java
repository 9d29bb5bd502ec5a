package vn.campaign.dashboard.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;

/**
 * Decides which instance sends a reminder: the one whose claim is stored. A claim expires, so that another instance takes
 * over from one that died, and lasts longer after each failed attempt.
 */
@Component
public class ReminderClaims {

    private static final String COLLECTION = CollectionNames.REMINDERS;
    private static final Duration FIRST_CLAIM = Duration.ofSeconds(30);
    private static final int MAX_DOUBLINGS = 5;

    private final MongoTemplate mongo;

    ReminderClaims(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** A reminder as stored; {@code until} is ISO 8601 text. */
    private record Claim(String id, int attempts, String until, boolean done) {}

    /** Whether the caller is to send the reminder now. */
    public boolean claim(String reminder, Instant now) {
        Claim claim = mongo.findById(reminder, Claim.class, COLLECTION);
        if (claim == null) {
            return insert(new Claim(reminder, 1, until(now, 0), false));
        }
        if (claim.done() || now.isBefore(Instant.parse(claim.until()))) {
            return false;
        }
        int attempts = claim.attempts();
        Update update = Update.update("attempts", attempts + 1).set("until", until(now, attempts));
        Query unchanged = query(where("_id")
                .is(reminder)
                .and("attempts")
                .is(attempts)
                .and("done")
                .is(false));
        return mongo.updateFirst(unchanged, update, COLLECTION).getModifiedCount() == 1;
    }

    private boolean insert(Claim claim) {
        try {
            mongo.insert(claim, COLLECTION);
            return true;
        } catch (DuplicateKeyException claimedByAnother) {
            return false;
        }
    }

    private static String until(Instant now, int attempts) {
        return now.plus(FIRST_CLAIM.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS)))
                .toString();
    }

    /** Nobody sends the reminder again. */
    public void done(String reminder) {
        mongo.updateFirst(query(where("_id").is(reminder)), Update.update("done", true), COLLECTION);
    }
}
