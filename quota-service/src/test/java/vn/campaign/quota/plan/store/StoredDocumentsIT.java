package vn.campaign.quota.plan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoTemplate;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.FigureDigests;
import vn.campaign.quota.mongo.MongoConfiguration;
import vn.campaign.quota.mongo.StoreIndexes;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.progress.VersionGenerator;
import vn.campaign.quota.topic.ProgressChangedPublisher;
import vn.campaign.testing.StoreCommands;
import vn.campaign.testing.TestMongoDb;

/** The store alone: the form of its documents and the indexes of its queries. */
@SpringBootTest(
        classes = StoredDocumentsIT.StoreSlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.web-application-type=none", "spring.mongodb.database=stored-documents"})
@Import(TestMongoDb.class)
class StoredDocumentsIT {

    @Autowired
    MongoTemplate mongo;

    @Autowired
    CampaignUnits units;

    @Autowired
    PlanHistory history;

    @Autowired
    PendingRecomputations pending;

    @Autowired
    FigureDigests digests;

    @Autowired
    StoreIndexes indexes;

    @Autowired
    StoreCommands commands;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServiceConnectionAutoConfiguration.class,
        MongoAutoConfiguration.class,
        DataMongoAutoConfiguration.class
    })
    @Import({
        MongoConfiguration.class,
        Chunks.class,
        StoreIndexes.class,
        FigureDigests.class,
        CampaignUnits.class,
        PlanHistory.class,
        PlanDocuments.class,
        PendingRecomputations.class
    })
    static class StoreSlice {

        @Bean
        ProgressUpdater progress() {
            return new ProgressUpdater(mock(ProgressStore.class), new VersionGenerator(() -> 1));
        }

        @Bean
        ProgressChangedPublisher publisher() {
            return mock(ProgressChangedPublisher.class);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(
                        CollectionNames.CAMPAIGNS,
                        CampaignHeader.class,
                        """
                        {"_id": "old", "campaign": "old", "version": 3, "name": {"vi": "Chiến dịch"},
                        "timeZone": "Asia/Ho_Chi_Minh", "phases": [{"code": "1", "name": {"vi": "Đợt 1"},
                        "from": "2023-06-20", "to": "2023-07-15", "plannedDays": 25, "lockedAfterDays": 8}],
                        "indicators": [{"code": "ACTIVATED", "name": {"vi": "Kích hoạt"}, "sumOf": []}],
                        "settings": {"mainIndicator": "ACTIVATED", "dailyDeadline": "20:00:00", "deadlineDaysAfter": 0,
                        "maximumCount": 1000000, "toleranceCount": 0, "toleranceShare": 0.02, "onTrackFrom": 1,
                        "atRiskFrom": 0.8, "reportingShare": 0.9}, "changedAt": "2023-06-01T00:00:00.120Z"}"""),
                Arguments.of(
                        CollectionNames.UNITS,
                        UnitPlan.class,
                        """
                        {"_id": "old/hamlet", "campaign": "old", "code": "hamlet", "version": 3, "position": 1,
                        "name": {"vi": "Ấp"}, "kind": "TERRITORY", "parent": "town", "eligible": 250,
                        "eligibleByPhase": {}, "baselines": {"ACTIVATED": 148}, "referenceBaselines": {}, "targets": [
                        {"indicator": "ACTIVATED", "phase": "1", "value": 3000000000, "counting": "CUMULATIVE",
                        "level": "TARGET", "due": "2023-06-30"}], "statedSums": [], "reopened": {"1": "2023-08-01"}}"""),
                Arguments.of(
                        CollectionNames.PLAN_CHANGES,
                        PlanChange.class,
                        """
                        {"_id": "old/3/1", "campaign": "old", "version": 3, "sequence": 1, "at": "2023-06-01T00:00:00Z",
                        "by": "planner", "unit": "hamlet", "before": {"teams": 1},
                        "after": {"teams": 2, "targets": [{"value": 5, "due": "2023-06-30"}]}}"""),
                Arguments.of(
                        CollectionNames.PLAN_REVISIONS,
                        PlanRevision.class,
                        """
                        {"_id": "old", "campaign": "old", "revision": "r1"}"""),
                Arguments.of(
                        CollectionNames.PLAN_REVISIONS,
                        PlanRevision.class,
                        """
                        {"_id": "507f1f77bcf86cd799439011", "campaign": "507f1f77bcf86cd799439011", "revision": "r1"}"""),
                Arguments.of(
                        CollectionNames.DAY_SHEETS,
                        DaySheet.class,
                        """
                        {"_id": "old/hamlet/2023-06-21", "campaign": "old", "node": "hamlet", "date": "2023-06-21",
                        "version": "v", "sum": {"counts": {"ACTIVATED": 5}, "reported": 1, "onTime": 0},
                        "sources": {"unit": {"standing": {"observedAt": "2023-06-21T10:30:00Z", "eventId": "0a",
                        "receivedAt": "2023-06-21T10:30:00.123Z", "counts": {"ACTIVATED": 5}},
                        "lastReceivedAt": "2023-06-21T10:30:00.123Z"}}}"""),
                Arguments.of(
                        CollectionNames.PROGRESS,
                        NodeProgress.class,
                        """
                        {"_id": "old/hamlet", "campaign": "old", "node": "hamlet", "version": "v", "days": {"2023-06-21":
                        {"counts": {"ACTIVATED": 5}, "reported": 1, "onTime": 0}}}"""),
                Arguments.of(
                        CollectionNames.POSITIONS,
                        AppliedPosition.class,
                        """
                        {"_id": "campaign.activations/0", "partition": "campaign.activations/0", "topicId": "t",
                        "offset": 7, "newestReceivedAt": "2023-06-21T10:30:00Z"}"""),
                Arguments.of(
                        CollectionNames.DEAD_LETTERS,
                        DeadLetter.class,
                        """
                        {"_id": "campaign.activations/0/5", "topic": "campaign.activations", "partition": 0, "offset": 5,
                        "reason": "no value", "at": "2023-06-21T10:30:00Z", "redriven": {"at": "2023-06-22T10:30:00Z",
                        "by": "operator", "partition": 1, "offset": 9}}"""));
    }

    /** So that this version and those before and after it can run at the same time. */
    @ParameterizedTest
    @MethodSource("documents")
    <T> void documentsHaveTheFormInWhichEveryVersionStoresThem(String collection, Class<T> type, String json) {
        Document stored = Document.parse(json);
        mongo.dropCollection(collection);
        mongo.getCollection(collection).insertOne(stored);
        T read = mongo.findById(stored.getString("_id"), type, collection);

        mongo.dropCollection(collection);
        mongo.insert(read, collection);
        assertThat(mongo.getCollection(collection).find().first()).isEqualTo(stored);
    }

    @Test
    void everyQueryThatIsNotByIdHasAnIndexAndEveryIndexAQuery() {
        indexes.create();
        units.all("campaign").close();
        history.all("campaign").close();
        history.newest("campaign", 10);
        history.after("campaign", 5, 3, 10);
        digests.take("campaign");
        pending.sweep();

        assertThat(commands.notIndexed()).isEmpty();
        assertThat(commands.unusedIndexes()).isEmpty();
    }
}
