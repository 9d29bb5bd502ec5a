package vn.campaign.dashboard;

import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.StoreLoss;

/** Writes documents as quota-service does. */
final class Store {

    private final MongoTemplate mongo;

    Store(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** The header last, as quota-service does it: who sees it finds its units. */
    void plan() {
        ThanhAn.units().forEach(this::put);
        put(ThanhAn.header());
    }

    void put(CampaignHeader header) {
        put(CollectionNames.CAMPAIGNS, header.campaign(), header);
    }

    void put(UnitPlan unit) {
        put(CollectionNames.UNITS, unit.key(), unit);
        put(
                CollectionNames.PLAN_REVISIONS,
                unit.campaign(),
                new PlanRevision(unit.campaign(), UUID.randomUUID().toString()));
    }

    void put(NodeProgress progress) {
        put(CollectionNames.PROGRESS, Keys.node(progress.campaign(), progress.node()), progress);
    }

    void remove(String node) {
        mongo.getCollection(CollectionNames.PROGRESS).deleteOne(new Document("_id", Keys.node(ThanhAn.CAMPAIGN, node)));
    }

    void sheet(String unit, LocalDate date, DaySum sum, Map<String, Register> sources) {
        DaySheet sheet = new DaySheet(ThanhAn.CAMPAIGN, unit, date, "v1", sum, null, sources, null);
        put(CollectionNames.DAY_SHEETS, Keys.sheet(ThanhAn.CAMPAIGN, unit, date), sheet);
    }

    void position(int partition, long next, Instant newest) {
        String key = Keys.partition(Topics.ACTIVATIONS, partition);
        put(CollectionNames.POSITIONS, key, new AppliedPosition(key, "topic-id", next, newest));
    }

    void loss(StoreLoss loss) {
        put(CollectionNames.STORE_LOSSES, loss.topicId(), loss);
    }

    void deadLetter(int partition, long offset, String reason) {
        deadLetter(partition, offset, reason, null);
    }

    void deadLetter(int partition, long offset, String reason, DeadLetter.Redriven redriven) {
        DeadLetter letter = new DeadLetter(
                Topics.ACTIVATIONS, null, partition, offset, reason, ReportedProgress.RECEIVED, redriven);
        put(CollectionNames.DEAD_LETTERS, Keys.record(Topics.ACTIVATIONS, partition, offset), letter);
    }

    private void put(String collection, String id, Object value) {
        Document document = new Document("_id", id);
        document.putAll(ContractJson.toDocument(value));
        mongo.getCollection(collection)
                .replaceOne(new Document("_id", id), document, new ReplaceOptions().upsert(true));
    }
}
