package vn.campaign.quota.plan.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.NodeProgress;

/** Plans in MongoDB: a document for each header, unit and entry of the history. A higher version always wins. */
@Component
class PlanDocuments {

    private static final int DOCUMENTS_IN_A_BULK = 300;
    private static final int DUPLICATE_KEY = 11000;

    private final MongoTemplate mongo;

    PlanDocuments(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    List<CampaignHeader> headers() {
        return read(collection(CollectionNames.CAMPAIGNS).find().sort(Sorts.ascending("_id")), CampaignHeader.class)
                .toList();
    }

    Optional<CampaignHeader> header(String campaign) {
        return read(collection(CollectionNames.CAMPAIGNS).find(new Document("_id", campaign)), CampaignHeader.class)
                .findFirst();
    }

    /** All units of a campaign in the plan's order, as they are read. */
    Stream<UnitPlan> units(String campaign) {
        return read(
                collection(CollectionNames.UNITS)
                        .find(new Document("campaign", campaign))
                        .sort(Sorts.ascending("position")),
                UnitPlan.class);
    }

    /** Some units by their codes. */
    Map<String, UnitPlan> units(String campaign, Collection<String> codes) {
        Map<String, UnitPlan> found = new HashMap<>();
        List<String> ids = codes.stream().map(code -> Keys.node(campaign, code)).toList();
        for (int from = 0; from < ids.size(); from += DOCUMENTS_IN_A_BULK) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + DOCUMENTS_IN_A_BULK));
            read(collection(CollectionNames.UNITS).find(new Document("_id", new Document("$in", some))), UnitPlan.class)
                    .forEach(unit -> found.put(unit.code(), unit));
        }
        return found;
    }

    /** The newest entries of a campaign's history, below {@code version} where it is given. */
    List<PlanChange> changes(String campaign, Long version, int limit) {
        Document filter = new Document("campaign", campaign);
        if (version != null) {
            filter.append("version", new Document("$lt", version));
        }
        return read(
                        collection(CollectionNames.PLAN_CHANGES)
                                .find(filter)
                                .sort(Sorts.orderBy(Sorts.descending("version"), Sorts.ascending("sequence")))
                                .limit(limit),
                        PlanChange.class)
                .toList();
    }

    /** A campaign's history, oldest first, as it is read. */
    Stream<PlanChange> changes(String campaign) {
        return read(
                collection(CollectionNames.PLAN_CHANGES)
                        .find(new Document("campaign", campaign))
                        .sort(Sorts.ascending("version", "sequence")),
                PlanChange.class);
    }

    /** Whether reports were counted for the unit itself. */
    boolean hasReports(String campaign, String unit) {
        return read(
                        collection(CollectionNames.PROGRESS).find(new Document("_id", Keys.node(campaign, unit))),
                        NodeProgress.class)
                .anyMatch(progress -> !progress.days().isEmpty());
    }

    /**
     * Writes a header on the condition that the store still holds {@code before}, or none for null.
     *
     * @return false when it does not
     */
    boolean compareAndSet(CampaignHeader before, CampaignHeader after) {
        MongoCollection<Document> campaigns = collection(CollectionNames.CAMPAIGNS);
        Document document = document(after.campaign(), after);
        if (before != null) {
            Document expected = new Document("_id", after.campaign()).append("version", before.version());
            return campaigns.replaceOne(expected, document).getMatchedCount() == 1;
        }
        try {
            campaigns.insertOne(document);
            return true;
        } catch (MongoWriteException exception) {
            if (ErrorCategory.fromErrorCode(exception.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw exception;
        }
    }

    /**
     * Writes documents of one collection by key, where the store has none or one of a lower version. Units get their
     * campaign another revision afterwards.
     */
    void putIfHigher(String collection, Map<String, Map<String, Object>> documents) {
        List<String> keys = new ArrayList<>(documents.keySet());
        for (int from = 0; from < keys.size(); from += DOCUMENTS_IN_A_BULK) {
            putSome(collection, keys.subList(from, Math.min(keys.size(), from + DOCUMENTS_IN_A_BULK)), documents);
        }
        if (collection.equals(CollectionNames.UNITS)) {
            documents.values().stream()
                    .map(unit -> (String) unit.get("campaign"))
                    .distinct()
                    .forEach(this::revise);
        }
    }

    /** Lets everyone know that units of the campaign may not be what they were. */
    void revise(String campaign) {
        PlanRevision revision = new PlanRevision(campaign, UUID.randomUUID().toString());
        collection(CollectionNames.PLAN_REVISIONS)
                .replaceOne(
                        new Document("_id", campaign), document(campaign, revision), new ReplaceOptions().upsert(true));
    }

    private void putSome(String name, List<String> keys, Map<String, Map<String, Object>> documents) {
        boolean all = false;
        while (!all) {
            Map<String, Long> versions = versions(name, keys);
            List<WriteModel<Document>> models = new ArrayList<>();
            for (String key : keys) {
                Document document = new Document(documents.get(key)).append("_id", key);
                Long stored = versions.get(key);
                if (stored == null) {
                    models.add(new InsertOneModel<>(document));
                } else if (stored < version(document)) {
                    models.add(new ReplaceOneModel<>(new Document("_id", key).append("version", stored), document));
                }
            }
            all = models.isEmpty() || write(name, models);
        }
    }

    private boolean write(String name, List<WriteModel<Document>> models) {
        try {
            var result = collection(name).bulkWrite(models, new BulkWriteOptions().ordered(false));
            return result.getInsertedCount() + result.getMatchedCount() == models.size();
        } catch (MongoBulkWriteException exception) {
            if (exception.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw exception;
            }
            return false;
        }
    }

    private Map<String, Long> versions(String name, List<String> keys) {
        Map<String, Long> versions = new HashMap<>();
        collection(name)
                .find(new Document("_id", new Document("$in", keys)))
                .projection(Projections.include("version"))
                .forEach(document -> versions.put(document.getString("_id"), version(document)));
        return versions;
    }

    /** The version of each campaign's header. */
    Map<String, Long> headerVersions() {
        Map<String, Long> versions = new HashMap<>();
        versions(CollectionNames.CAMPAIGNS, versions::put);
        return versions;
    }

    /** The revision of each campaign's units. */
    Map<String, String> revisions() {
        Map<String, String> revisions = new HashMap<>();
        read(collection(CollectionNames.PLAN_REVISIONS).find(), PlanRevision.class)
                .forEach(revision -> revisions.put(revision.campaign(), revision.revision()));
        return revisions;
    }

    /** Keys and versions of everything in a collection. */
    void versions(String name, BiConsumer<String, Long> found) {
        collection(name)
                .find()
                .projection(Projections.include("version"))
                .forEach(document -> found.accept(document.getString("_id"), version(document)));
    }

    /** The documents with the keys, without their {@code _id}. */
    Map<String, Map<String, Object>> find(String name, List<String> keys) {
        Map<String, Map<String, Object>> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += DOCUMENTS_IN_A_BULK) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + DOCUMENTS_IN_A_BULK));
            collection(name)
                    .find(new Document("_id", new Document("$in", some)))
                    .forEach(document -> {
                        String key = (String) document.remove("_id");
                        found.put(key, document);
                    });
        }
        return found;
    }

    MongoCollection<Document> collection(String name) {
        return mongo.getCollection(name)
                .withReadPreference(ReadPreference.primary())
                .withWriteConcern(WriteConcern.MAJORITY);
    }

    private static long version(Document document) {
        return ((Number) document.get("version")).longValue();
    }

    private static Document document(String id, Object value) {
        return new Document(ContractJson.toDocument(value)).append("_id", id);
    }

    private static <T> Stream<T> read(Iterable<Document> documents, Class<T> type) {
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> ContractJson.fromDocument(document, type));
    }
}
