package vn.campaign.quota.plan.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.Api;
import vn.campaign.quota.QuotaIT;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.plan.Plan;
import vn.campaign.quota.plan.ThanhAn;
import vn.campaign.quota.plan.store.Outcome.InForce;
import vn.campaign.quota.plan.store.Outcome.Reason;
import vn.campaign.quota.plan.store.Outcome.Rejected;
import vn.campaign.quota.plan.store.PlanDocuments.Replacement;
import vn.campaign.testing.UnitPlanBuilder;

/** Two planners at once, an older copy of the store, and a planner who stops half-way. */
@QuotaIT
class PlanWriterIT {

    private static final String UNIT = "thuan-an";

    @LocalServerPort
    int port;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    CampaignHeaders headers;

    @Autowired
    CampaignUnits units;

    @Autowired
    PlanDocuments stored;

    @Autowired
    Chunks chunks;

    @Autowired
    PlanTopics topics;

    @Autowired
    PlanReconciler reconciler;

    @Autowired
    PendingRecomputations pending;

    @Autowired
    PlanWriter writer;

    @Autowired
    Clock clock;

    private Api planner;

    /** What others do once a planner has read units. */
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();

    @BeforeEach
    void asPlanner() {
        planner = new Api(port, QuotaIT.PLANNER);
    }

    private PlanWriter interrupted() {
        CampaignUnits hooked = new CampaignUnits(mongo) {
            @Override
            public Map<String, UnitPlan> byCode(String campaign) {
                Map<String, UnitPlan> read = super.byCode(campaign);
                Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
                return read;
            }

            @Override
            public Optional<UnitPlan> find(String campaign, String code) {
                Optional<UnitPlan> read = super.find(campaign, code);
                Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
                return read;
            }
        };
        return new PlanWriter(headers, hooked, stored, topics, reconciler, pending, clock);
    }

    @Test
    void aPlanThatReadItsUnitsBeforeAnImportEndedReplacesNoneOfThem() throws Exception {
        Plan plan = planned("stale");
        CampaignHeader begun = ((InForce) writer.begin("stale", null)).header();
        meanwhile.add(() -> importUnit(begun, moved(unit("stale"), null)));

        Plan without = new Plan(
                plan.header(),
                plan.units().stream().filter(unit -> !unit.code().equals(UNIT)).toList());
        Outcome outcome = interrupted().put(without, null, "other");

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.VERSION_CONFLICT);
            assertThat(rejected.detail()).contains(UNIT);
        });
        assertThat(unit("stale").parent()).isNull();
        assertThat(unit("stale").retiredFrom()).isNull();
        assertThat(unit("stale").formerParents()).containsExactly("thanh-an");
        assertThat(planner.get("/campaigns/stale/history").toString()).doesNotContain("retiredFrom");
    }

    @Test
    void aPhaseIsReopenedForTheUnitAsItIsStoredThen() throws Exception {
        planned("reopened");
        meanwhile.add(() -> {
            CampaignHeader begun = ((InForce) writer.begin("reopened", null)).header();
            importUnit(begun, moved(unit("reopened"), null));
        });

        Outcome outcome = interrupted()
                .reopen(
                        headers.find("reopened").orElseThrow(),
                        UNIT,
                        "1",
                        LocalDate.parse("2023-08-01"),
                        null,
                        "other");

        assertThat(outcome).isInstanceOf(InForce.class);
        assertThat(unit("reopened").parent()).isNull();
        assertThat(unit("reopened").reopened()).containsOnlyKeys("1");
    }

    @Test
    void aVersionThatTheTopicsHaveIsNotUsedAgainByAnOlderStore() throws Exception {
        planned("older");
        Document header = document(CollectionNames.CAMPAIGNS, "older");
        Document unit = document(CollectionNames.UNITS, "older/" + UNIT);
        planner.send("PUT", "/campaigns/older", withTeams(3));
        mongo.getCollection(CollectionNames.CAMPAIGNS).replaceOne(new Document("_id", "older"), header);
        mongo.getCollection(CollectionNames.UNITS).replaceOne(new Document("_id", "older/" + UNIT), unit);

        planner.send("PUT", "/campaigns/older", withTeams(4));

        assertThat(headers.find("older").orElseThrow().version()).isEqualTo(3);
        assertThat(unit("older").version()).isEqualTo(3);
        assertThat(planner.get("/campaigns/older/history").get(0).toString())
                .contains("\"before\":{\"teams\":3},\"after\":{\"teams\":4}");
        assertThat(topics.find(UnitPlan.class, Set.of("older/" + UNIT)))
                .singleElement()
                .satisfies(published -> assertThat(published.version()).isEqualTo(3));
    }

    @Test
    void aChangeThatAnOlderStoreLosesBeforeItIsPublishedComesBack() throws Exception {
        planned("lost-change");
        Document older = document(CollectionNames.UNITS, "lost-change/" + UNIT);
        PlanDocuments losing = new PlanDocuments(mongo, chunks) {
            @Override
            <T extends PlanDocument> Set<String> compareAndSet(Class<T> type, Collection<Replacement<T>> replacements) {
                Set<String> conflicts = super.compareAndSet(type, replacements);
                mongo.getCollection(CollectionNames.UNITS)
                        .replaceOne(new Document("_id", "lost-change/" + UNIT), older);
                return conflicts;
            }
        };
        CampaignHeader begun = ((InForce) writer.begin("lost-change", null)).header();

        Set<String> conflicts = new PlanWriter(headers, units, losing, topics, reconciler, pending, clock)
                .write(
                        begun,
                        Map.of(UNIT, moved(unit("lost-change"), null)),
                        Map.of(UNIT, unit("lost-change")),
                        0,
                        "planner");

        assertThat(conflicts).isEmpty();
        assertThat(unit("lost-change").parent()).as("in the older copy").isEqualTo("thanh-an");
        reconciler.reconcile();
        assertThat(unit("lost-change").parent()).isNull();
        assertThat(unit("lost-change").formerParents()).containsExactly("thanh-an");
    }

    @Test
    void aHeaderFromTheTopicsRecomputesWhatItJudges() throws Exception {
        planned("judged");
        Document older = document(CollectionNames.CAMPAIGNS, "judged");
        ObjectNode later = (ObjectNode) ContractJson.mapper().readTree(plan());
        later.withObject("/settings").put("dailyDeadline", "22:00");
        assertThat(planner.send("PUT", "/campaigns/judged", later.toString()).statusCode())
                .isEqualTo(200);
        mongo.getCollection(CollectionNames.CAMPAIGNS).replaceOne(new Document("_id", "judged"), older);

        assertThat(reconciler.knows("judged", 2)).isTrue();

        assertThat(mongo.getCollection(CollectionNames.RECOMPUTATIONS)
                        .countDocuments(new Document("campaign", "judged")))
                .isEqualTo(22);
        mongo.getCollection(CollectionNames.RECOMPUTATIONS)
                .updateMany(
                        new Document("campaign", "judged"),
                        new Document("$set", new Document("notedAt", "2023-06-01T00:00:00Z")));
        pending.sweep();
        assertThat(mongo.getCollection(CollectionNames.RECOMPUTATIONS)
                        .countDocuments(new Document("campaign", "judged")))
                .isZero();
    }

    @Test
    void aRecomputationOfAChangeThatIsNotWrittenYetIsLeftAlone() throws Exception {
        planned("halfway");
        UnitPlan unit = unit("halfway");
        mongo.getCollection(CollectionNames.RECOMPUTATIONS)
                .insertOne(new Document("_id", "halfway/" + UNIT + "/2")
                        .append("campaign", "halfway")
                        .append("unit", UNIT)
                        .append("cause", unit.key())
                        .append("version", 2L)
                        .append("notedAt", clock.instant().minusSeconds(120).toString()));
        pending.sweep();
        assertThat(document(CollectionNames.RECOMPUTATIONS, "halfway/" + UNIT + "/2"))
                .isNotNull();

        stored.compareAndSet(UnitPlan.class, List.of(new Replacement<>(unit, unit.at(2, unit.position()))));
        pending.sweep();
        assertThat(document(CollectionNames.RECOMPUTATIONS, "halfway/" + UNIT + "/2"))
                .isNull();
    }

    private Plan planned(String campaign) throws IOException {
        assertThat(planner.send("PUT", "/campaigns/" + campaign, plan()).statusCode())
                .isEqualTo(201);
        return new Plan(
                headers.find(campaign).orElseThrow(),
                List.copyOf(units.byCode(campaign).values()));
    }

    private void importUnit(CampaignHeader begun, UnitPlan unit) {
        assertThat(writer.write(begun, Map.of(UNIT, unit), Map.of(UNIT, unit(begun.campaign())), 0, "importer"))
                .isEmpty();
    }

    private static UnitPlan moved(UnitPlan unit, String parent) {
        return new UnitPlanBuilder(unit).parent(parent).build();
    }

    private UnitPlan unit(String campaign) {
        return units.find(campaign, UNIT).orElseThrow();
    }

    private Document document(String collection, String id) {
        return mongo.getCollection(collection).find(new Document("_id", id)).first();
    }

    private static String plan() throws IOException {
        return Files.readString(ThanhAn.FILE);
    }

    private static String withTeams(int teams) throws IOException {
        ObjectNode changed = (ObjectNode) ContractJson.mapper().readTree(plan());
        ((ObjectNode) changed.get("units").get(1)).put("teams", teams);
        return changed.toString();
    }
}
