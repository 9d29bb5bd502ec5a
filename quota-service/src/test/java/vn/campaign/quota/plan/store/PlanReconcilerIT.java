package vn.campaign.quota.plan.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.Api;
import vn.campaign.quota.QuotaIT;
import vn.campaign.quota.mongo.StoreIndexes;
import vn.campaign.quota.plan.ThanhAn;

/** What is lost on one side comes back from the other, and who reads the units learns that they changed. */
@QuotaIT
class PlanReconcilerIT {

    @LocalServerPort
    int port;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    PlanReconciler reconciler;

    @Autowired
    StoreIndexes indexes;

    @Autowired
    CampaignHeaders headers;

    @Autowired
    CampaignUnits units;

    @Autowired
    PlanDocuments stored;

    @Autowired
    PlanTopics topics;

    @Autowired
    PendingRecomputations pending;

    @Autowired
    KafkaAdmin admin;

    private Api planner;

    @BeforeEach
    void asPlanner() {
        planner = new Api(port, QuotaIT.PLANNER);
    }

    @Test
    void anOlderStoreRecoversPlanAndHistoryFromTheTopicsAndLostRecordsAreRefilled() throws Exception {
        put("lost", plan());
        Document oldUnit = document(CollectionNames.UNITS, "lost/thuan-an");
        Document oldHeader = document(CollectionNames.CAMPAIGNS, "lost");
        put("lost", withTeams(3));

        mongo.getCollection(CollectionNames.UNITS).replaceOne(new Document("_id", "lost/thuan-an"), oldUnit);
        mongo.getCollection(CollectionNames.UNITS).deleteOne(new Document("_id", "lost/xa-co"));
        mongo.getCollection(CollectionNames.CAMPAIGNS).replaceOne(new Document("_id", "lost"), oldHeader);
        mongo.getCollection(CollectionNames.PLAN_CHANGES).deleteMany(new Document("campaign", "lost"));
        assertThat(reconciler.knows("lost", 2)).isTrue();

        assertThat(document(CollectionNames.UNITS, "lost/thuan-an").get("teams"))
                .isEqualTo(3);
        assertThat(document(CollectionNames.UNITS, "lost/xa-co")).isNotNull();
        assertThat(planner.get("/campaigns/lost").get("version").asLong()).isEqualTo(2);
        assertThat(planner.get("/campaigns/lost/history").size()).isEqualTo(24);

        Document newer = new Document(document(CollectionNames.UNITS, "lost/an-hoa"))
                .append("version", 9)
                .append("teams", 7);
        mongo.getCollection(CollectionNames.UNITS).replaceOne(new Document("_id", "lost/an-hoa"), newer);
        reconciler.reconcile();
        assertThat(topics.find(UnitPlan.class, Set.of("lost/an-hoa")))
                .extracting(UnitPlan::teams)
                .containsExactly(7);
    }

    @Test
    void unitsThatWereStoredHaveAnotherRevision() throws Exception {
        put("revised", plan());
        String planned = revision("revised");
        assertThat(planned).isNotNull();

        put("revised", plan());
        assertThat(revision("revised")).as("no unit changed").isEqualTo(planned);

        put("revised", withTeams(3));
        String changed = revision("revised");
        assertThat(changed).isNotEqualTo(planned);

        mongo.getCollection(CollectionNames.UNITS).deleteOne(new Document("_id", "revised/xa-co"));
        reconciler.reconcile();
        assertThat(document(CollectionNames.UNITS, "revised/xa-co")).isNotNull();
        assertThat(revision("revised")).isNotEqualTo(changed);
    }

    /** The one before it may have died between the units and their revision. */
    @Test
    void anInstanceThatStartsGivesAllUnitsAnotherRevisionOnce() throws Exception {
        put("restarted", plan());
        String before = revision("restarted");
        PlanReconciler started = new PlanReconciler(indexes, headers, units, stored, topics, pending, admin);

        started.reconcileAndSweep();
        String after = revision("restarted");
        assertThat(after).isNotEqualTo(before);

        started.reconcileAndSweep();
        assertThat(revision("restarted")).isEqualTo(after);
    }

    @Test
    void aRecomputationLeftBehindByACrashIsMadeUpFor() throws Exception {
        put("left", plan());
        mongo.getCollection("recomputations")
                .insertOne(new Document("_id", "left/an-son")
                        .append("campaign", "left")
                        .append("unit", "an-son")
                        .append("formerParents", List.of())
                        .append("notedAt", "2023-06-01T00:00:00Z")
                        .append("mark", "crashed"));
        reconciler.reconcileAndSweep();
        assertThat(document("recomputations", "left/an-son")).isNull();
    }

    private void put(String campaign, String plan) {
        assertThat(planner.send("PUT", "/campaigns/" + campaign, plan).statusCode())
                .isIn(200, 201);
    }

    private static String plan() throws IOException {
        return Files.readString(ThanhAn.FILE);
    }

    /** The plan with another number of teams in its first hamlet. */
    private static String withTeams(int teams) throws IOException {
        ObjectNode changed = (ObjectNode) ContractJson.mapper().readTree(plan());
        ((ObjectNode) changed.get("units").get(1)).put("teams", teams);
        return changed.toString();
    }

    private String revision(String campaign) {
        return stored.revisions().get(campaign);
    }

    private Document document(String collection, String id) {
        return mongo.getCollection(collection).find(new Document("_id", id)).first();
    }
}
