package vn.campaign.quota.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.campaign.quota.mongo.CompareAndSet.version;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import vn.campaign.quota.QuotaIT;

@QuotaIT
class CompareAndSetIT {

    private static final String COLLECTION = "compareAndSet";

    record Versioned(String version, String text) {}

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Chunks chunks;

    private CompareAndSet bulk() {
        return new CompareAndSet(mongo, COLLECTION);
    }

    @Test
    void aDocumentThatCannotBeStoredStopsNoOther() {
        mongo.save(new Document("_id", "known").append("version", "2-a"), COLLECTION);
        CompareAndSet bulk = bulk();
        bulk.write("first", null, version("1-a"), new Versioned("1-a", ""));
        bulk.write("large", null, version("1-a"), new Versioned("1-a", "x".repeat(17 << 20)));
        bulk.update("known", version("1-a"), version("3-a"), () -> Map.of("inner", true));
        bulk.write("last", null, version("1-a"), new Versioned("1-a", ""));

        assertThat(bulk.execute(chunks)).containsExactly("known");
        assertThat(bulk.unstorable()).containsOnlyKeys("large");
        assertThat(mongo.findById("first", Document.class, COLLECTION)).isNotNull();
        assertThat(mongo.findById("last", Document.class, COLLECTION)).isNotNull();
    }

    record Position(String topic, long offset) {

        private Document state() {
            return new Document("topic", topic).append("offset", offset);
        }
    }

    @Test
    void onlyWhatIsInTheStateThatWasReadIsReplaced() {
        Position before = new Position("t", 5);
        Position after = new Position("t", 9);
        mongo.save(new Document("_id", "as read").append("topic", "t").append("offset", 5), COLLECTION);
        mongo.save(new Document("_id", "moved").append("topic", "t").append("offset", 6), COLLECTION);
        mongo.save(new Document("_id", "another topic").append("topic", "u").append("offset", 5), COLLECTION);
        mongo.save(new Document("_id", "not there before").append("topic", "t").append("offset", 6), COLLECTION);
        CompareAndSet bulk = bulk();
        for (String id : List.of("as read", "moved", "another topic", "gone")) {
            bulk.write(id, before.state(), after.state(), after);
        }
        bulk.write("not there before", null, after.state(), after);
        bulk.write("new", null, after.state(), after);

        assertThat(bulk.execute(chunks))
                .containsExactlyInAnyOrder("moved", "another topic", "gone", "not there before");
        assertThat(mongo.findById("as read", Position.class, COLLECTION)).isEqualTo(after);
        assertThat(mongo.findById("new", Position.class, COLLECTION)).isEqualTo(after);
        assertThat(mongo.findById("moved", Position.class, COLLECTION)).isEqualTo(new Position("t", 6));
    }

    /** Two may want to write the same state. */
    @Test
    void ofOneDocumentItIsCertainWhoWroteIt() {
        mongo.save(new Document("_id", "one").append("version", "2"), COLLECTION);
        CompareAndSet winner = bulk();
        winner.write("one", version("2"), version("3"), new Versioned("3", "winner"));
        CompareAndSet loser = bulk();
        loser.write("one", version("2"), version("3"), new Versioned("3", "loser"));

        assertThat(winner.execute(chunks)).isEmpty();
        assertThat(loser.execute(chunks)).containsExactly("one");
        assertThat(mongo.findById("one", Versioned.class, COLLECTION).text()).isEqualTo("winner");
    }
}
