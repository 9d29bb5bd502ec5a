package vn.campaign.quota.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.QuotaIT;
import vn.campaign.quota.kafka.StoredFigures;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.PositionStore;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.progress.VersionGenerator;
import vn.campaign.quota.topic.ProgressChangedPublisher;

/** Each kind of damage to the store is named and, but for what no event states, repaired. */
@QuotaIT
class AuditIT {

    private static final String CAMPAIGN = "audited";
    private static final String DAY = "2023-06-21";
    private static final List<String> FIGURES = List.of(CollectionNames.DAY_SHEETS, CollectionNames.PROGRESS);

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    Audit audit;

    @Autowired
    LastAudit last;

    @Autowired
    MongoClient client;

    @Autowired
    Chunks chunks;

    @Autowired
    ProgressStore store;

    @Autowired
    ProgressUpdater updater;

    @Autowired
    VersionGenerator versions;

    @Autowired
    ConsumerFactory<byte[], byte[]> consumers;

    @Autowired
    PositionStore positions;

    @Autowired
    ProgressChangedPublisher publisher;

    @Autowired
    MeterRegistry meters;

    /** What other tests left in the store is not judged here. */
    private List<String> differences(boolean repair) {
        return audit.run(repair).lines().stream()
                .filter(line -> line.startsWith(CAMPAIGN))
                .toList();
    }

    @BeforeEach
    void countedCampaign() {
        StoredFigures figures = new StoredFigures(mongo, CAMPAIGN);
        if (mongo.getCollection(CollectionNames.CAMPAIGNS)
                        .find(new Document("_id", CAMPAIGN))
                        .first()
                == null) {
            figures.plan();
        }
        List<ActivationEvent> events = figures.events(new Random(20230624), 200);
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        kafka.send(EventRecords.write(ActivationVerified.of(
                CAMPAIGN,
                "hamlet-1",
                LocalDate.parse(DAY),
                Map.of("A", 70L),
                Instant.parse("2023-06-22T00:00:00Z"),
                Instant.parse("2023-06-22T00:00:01Z"),
                1,
                "police")));
        figures.awaitEqualTo(events);
        assertThat(differences(false)).isEmpty();
    }

    private void change(String collection, String id, String operator, String field, Object value) {
        assertThat(mongo.getCollection(collection)
                        .updateOne(
                                new Document("_id", CAMPAIGN + "/" + id),
                                new Document(operator, new Document(field, value)))
                        .getModifiedCount())
                .isEqualTo(1);
    }

    private void assertRepairs() {
        List<Document> damaged = figures();
        assertThat(differences(false)).isNotEmpty();
        assertThat(figures()).as("an audit changes nothing").isEqualTo(damaged);
        assertThat(differences(true)).isNotEmpty();
        assertThat(differences(false)).isEmpty();
    }

    /** All documents of the campaign's figures. */
    private List<Document> figures() {
        List<Document> documents = new ArrayList<>();
        FIGURES.forEach(name -> mongo.getCollection(name)
                .find(new Document("campaign", CAMPAIGN))
                .sort(new Document("_id", 1))
                .into(documents));
        return documents;
    }

    private void delete(String collection, String id) {
        assertThat(mongo.getCollection(collection)
                        .deleteOne(new Document("_id", CAMPAIGN + "/" + id))
                        .getDeletedCount())
                .isEqualTo(1);
    }

    @Test
    void aLostDayAndALostNode() {
        delete(CollectionNames.DAY_SHEETS, "hamlet-1/" + DAY);
        delete(CollectionNames.PROGRESS, "hamlet-2");
        List<String> lines = differences(false);
        assertThat(lines)
                .anyMatch(line -> line.startsWith(
                        "audited hamlet-1 2023-06-21: the report of source unit is absent, should be {"))
                .anyMatch(line ->
                        line.matches("audited hamlet-1 2023-06-21: the day in its progress is \\{.*}, should be .*"))
                .anyMatch(line -> line.startsWith("audited hamlet-2 2023-06-21: the day in its progress is absent"))
                .anyMatch(line -> line.startsWith("audited commune 2023-06-21: the register of hamlet-2 is {"));
        assertRepairs();
    }

    @Test
    void aLostVerification() {
        change(CollectionNames.PROGRESS, "hamlet-1", "$unset", "verifications." + DAY, "");
        assertThat(differences(false))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("audited hamlet-1 2023-06-21: the verification is absent"))
                .anyMatch(line -> line.startsWith("audited hamlet-1 2023-06-21: the day in its progress is {"));
        assertRepairs();
    }

    @Test
    void aChangedCount() {
        change(CollectionNames.DAY_SHEETS, "hamlet-1/" + DAY, "$set", "sources.unit.standing.counts.A", 1000L);
        assertThat(differences(false))
                .anyMatch(line ->
                        line.matches("audited hamlet-1 2023-06-21: the report of source unit is .*\"A\":1000.*"))
                .anyMatch(line -> line.startsWith("audited hamlet-1 2023-06-21: the sum of its sheet is {"));
        assertRepairs();
    }

    @Test
    void aWrongSum() {
        change(CollectionNames.DAY_SHEETS, "commune/" + DAY, "$inc", "sum.counts.A", 5L);
        assertThat(differences(false))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("audited commune 2023-06-21: the sum of its sheet is {"))
                .anyMatch(line -> line.startsWith("audited commune 2023-06-21: the day in its progress is {"));
        assertRepairs();
    }

    @Test
    void aWrongDayAboveAndBelow() {
        change(CollectionNames.PROGRESS, "commune", "$inc", "days." + DAY + ".counts.A", 5L);
        change(CollectionNames.PROGRESS, "hamlet-1", "$inc", "days." + DAY + ".verified.A.reported", 5L);
        assertThat(differences(false))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("audited commune 2023-06-21: the day in its progress is {"))
                .anyMatch(line -> line.startsWith("audited hamlet-1 2023-06-21: the day in its progress is {"))
                .anyMatch(line -> line.startsWith("audited commune 2023-06-21: the register of hamlet-1 is {"));
        assertRepairs();
    }

    @Test
    void aRegisterWhereAUnitNoLongerIs() {
        change(
                CollectionNames.DAY_SHEETS,
                "hamlet-3/" + DAY,
                "$set",
                "children",
                new Document(
                        "hamlet-1",
                        new Document("counts", new Document("A", 3L))
                                .append("reported", 1)
                                .append("onTime", 0)));
        assertThat(differences(false))
                .hasSize(2)
                .anyMatch(line -> line.matches(
                        "audited hamlet-3 2023-06-21: the register of hamlet-1 is \\{.*}, should be absent"))
                .anyMatch(line -> line.startsWith("audited hamlet-3 2023-06-21: the sum of its sheet is {"));
        assertRepairs();
    }

    @Test
    void aRegisterThatIsMissingAbove() {
        change(CollectionNames.DAY_SHEETS, "commune/" + DAY, "$unset", "children.hamlet-1", "");
        assertThat(differences(false))
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("audited hamlet-1 2023-06-21: the register in the sheet of commune is absent"))
                .anyMatch(line -> line.startsWith("audited commune 2023-06-21: the sum of its sheet is {"));
        assertRepairs();
    }

    @Test
    void whatNoEventStatesIsToldAndLeft() {
        Document sheet = mongo.getCollection(CollectionNames.DAY_SHEETS)
                .find(new Document("_id", CAMPAIGN + "/hamlet-1/" + DAY))
                .first();
        Document register = sheet.get("sources", Document.class).get("unit", Document.class);
        change(CollectionNames.DAY_SHEETS, "hamlet-1/" + DAY, "$set", "sources.nobody", register);

        assertThat(differences(true))
                .anyMatch(line -> line.matches(
                        "audited hamlet-1 2023-06-21: the report of source nobody is \\{.*}, should be absent"));
        assertThat(differences(false)).hasSize(1);
        last.measure();
        assertThat(meters.get("campaign.audit.differences").gauge().value()).isPositive();
        assertThat(meters.get("campaign.audit.age").gauge().value()).isNotNegative();

        change(CollectionNames.DAY_SHEETS, "hamlet-1/" + DAY, "$unset", "sources.nobody", "");
        assertThat(differences(true)).isNotEmpty();
        assertThat(differences(false)).isEmpty();
    }

    /** An audit during which something happens whenever it has caught up with the topic, just before it compares. */
    private Audit audit(Runnable beforeEachLook) {
        WorkUnderWay work = new WorkUnderWay(mongo, positions) {
            @Override
            void await(Map<TopicPartition, Long> ends, Set<String> notes) {
                super.await(ends, notes);
                beforeEachLook.run();
            }
        };
        return new Audit(mongo, client, chunks, store, updater, versions, consumers, work, publisher, last);
    }

    /** Reports of which more are counted before each look, up to a number of them. */
    private final class Arriving implements Runnable {

        private final StoredFigures figures;
        private final List<ActivationEvent> arrived = new ArrayList<>();
        private final int max;

        Arriving(String campaign, int max) {
            this.figures = new StoredFigures(mongo, campaign);
            this.max = max;
            figures.plan();
        }

        @Override
        public void run() {
            if (arrived.size() < max) {
                List<ActivationEvent> more = figures.events(new Random(arrived.size()), 20);
                more.forEach(event -> kafka.send(EventRecords.write(event)));
                arrived.addAll(more);
                figures.awaitEqualTo(arrived);
            }
        }
    }

    @Test
    void reportsThatArriveMeanwhileAreNoDifference() {
        Arriving arriving = new Arriving("audited-meanwhile", 60);
        AuditResult result = audit(arriving).run(false);
        assertThat(arriving.arrived)
                .as("as differences were seen, it looked again")
                .hasSize(60);
        assertThat(result.lines()).noneMatch(line -> line.startsWith(CAMPAIGN));
        assertThat(result.undecided()).isZero();
    }

    @Test
    void whatDiffersInAnotherWayAtEachLookIsUndecided() {
        AuditResult result =
                audit(new Arriving("audited-restless", Integer.MAX_VALUE)).run(false);
        assertThat(result.lines()).noneMatch(line -> line.startsWith(CAMPAIGN));
        assertThat(result.undecided()).isPositive();
        assertThat(differences(false)).isEmpty();
    }
}
