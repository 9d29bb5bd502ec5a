package vn.campaign.quota.progress;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.MongoClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.QuotaIT;
import vn.campaign.quota.mongo.ProgressStores;

/** Schedules of {@link InterleavingsTest} against a document store over the wire. */
@QuotaIT
class InterleavingsIT {

    private static final List<String> COLLECTIONS = List.of(
            CollectionNames.CAMPAIGNS, CollectionNames.UNITS, CollectionNames.DAY_SHEETS, CollectionNames.PROGRESS);

    @Autowired
    private MongoClient client;

    @Autowired
    private MongoConverter converter;

    @RepeatedTest(5)
    void twoConsumersAPlannerAndAnOlderCopyOfTheStore() {
        InterleavingsTest.run(documents(), new Random().nextLong(), 2, 3, true, 0);
    }

    @RepeatedTest(3)
    void twoConsumersAPlannerAndAnAuditThatRepairs() {
        InterleavingsTest.run(documents(), new Random().nextLong(), 2, 2, false, 1);
    }

    private StoredDocuments documents() {
        var database = new SimpleMongoClientDatabaseFactory(client, "interleavings");
        return new StoredDocuments(new MongoTemplate(database, converter));
    }

    private static final class StoredDocuments implements Campaign.Documents {

        private final MongoTemplate mongo;
        private final ProgressStore progress;

        StoredDocuments(MongoTemplate mongo) {
            this.mongo = mongo;
            this.progress = ProgressStores.on(mongo);
            COLLECTIONS.forEach(mongo::dropCollection);
            put(Scenario.HEADER);
            Scenario.units().values().forEach(this::put);
        }

        @Override
        public ProgressStore progress() {
            return progress;
        }

        @Override
        public UnitPlan unit(String code) {
            return mongo.findById(Keys.node(Scenario.CAMPAIGN, code), UnitPlan.class, CollectionNames.UNITS);
        }

        @Override
        public CampaignHeader header() {
            return mongo.findById(Scenario.CAMPAIGN, CampaignHeader.class, CollectionNames.CAMPAIGNS);
        }

        @Override
        public void put(UnitPlan unit) {
            mongo.save(unit, CollectionNames.UNITS);
            revise();
        }

        private void revise() {
            String revision = UUID.randomUUID().toString();
            mongo.save(new PlanRevision(Scenario.CAMPAIGN, revision), CollectionNames.PLAN_REVISIONS);
        }

        @Override
        public void put(CampaignHeader header) {
            mongo.save(header, CollectionNames.CAMPAIGNS);
        }

        @Override
        public Runnable copy() {
            Map<String, List<Document>> copies = new HashMap<>();
            COLLECTIONS.forEach(
                    name -> copies.put(name, mongo.getCollection(name).find().into(new ArrayList<>())));
            return () -> {
                copies.forEach((name, documents) -> {
                    mongo.getCollection(name).deleteMany(new Document());
                    if (!documents.isEmpty()) {
                        mongo.getCollection(name).insertMany(documents);
                    }
                });
                revise();
            };
        }

        @Override
        public void lose(NodeDay sheet) {
            mongo.remove(query(where("_id").is(sheet.key())), CollectionNames.DAY_SHEETS);
        }

        @Override
        public void lose(Node progress) {
            mongo.remove(query(where("_id").is(progress.key())), CollectionNames.PROGRESS);
        }
    }
}
