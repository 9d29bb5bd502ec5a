package vn.campaign.quota.plan.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.DocumentsById;

/** Plans in MongoDB. Of two versions of a document the higher one stays. */
@Component
public class PlanStore {

    private static final int DUPLICATE_KEY = 11000;

    private static final Map<Class<? extends PlanDocument>, String> COLLECTIONS = Map.of(
            CampaignHeader.class, CollectionNames.CAMPAIGNS,
            UnitPlan.class, CollectionNames.UNITS,
            PlanChange.class, CollectionNames.PLAN_CHANGES);

    private final MongoOperations mongo;

    PlanStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    public List<CampaignHeader> headers() {
        return mongo.find(new Query().with(Sort.by("_id")), CampaignHeader.class, CollectionNames.CAMPAIGNS);
    }

    public Optional<CampaignHeader> header(String campaign) {
        return Optional.ofNullable(mongo.findById(campaign, CampaignHeader.class, CollectionNames.CAMPAIGNS));
    }

    /** All units of a campaign in the plan's order; to be closed. */
    public Stream<UnitPlan> units(String campaign) {
        return mongo.stream(of(campaign).with(Sort.by("position")), UnitPlan.class, CollectionNames.UNITS);
    }

    /** All units of a campaign by their codes, in the plan's order. */
    public Map<String, UnitPlan> unitsByCode(String campaign) {
        Map<String, UnitPlan> byCode = new LinkedHashMap<>();
        try (Stream<UnitPlan> units = units(campaign)) {
            units.forEach(unit -> byCode.put(unit.code(), unit));
        }
        return byCode;
    }

    public Optional<UnitPlan> unit(String campaign, String code) {
        return Optional.ofNullable(mongo.findById(Keys.node(campaign, code), UnitPlan.class, CollectionNames.UNITS));
    }

    /** What a check of all units of a campaign finds. */
    public List<Finding> findings(String campaign) {
        try (Stream<UnitPlan> units = units(campaign)) {
            return Findings.of(units::iterator);
        }
    }

    /** Some units by their codes. */
    public Map<String, UnitPlan> units(String campaign, Collection<String> codes) {
        List<String> keys =
                codes.stream().map(code -> Keys.node(campaign, code)).toList();
        return find(UnitPlan.class, keys).stream().collect(Collectors.toMap(UnitPlan::code, Function.identity()));
    }

    /** Of units that are to be stored, those that will replace none or an older one, each with the parent it has, or null. */
    Map<String, @Nullable String> formerParents(String campaign, List<UnitPlan> units) {
        Map<String, UnitPlan> stored =
                units(campaign, units.stream().map(UnitPlan::code).toList());
        Map<String, @Nullable String> formerParents = new HashMap<>();
        for (UnitPlan unit : units) {
            UnitPlan before = stored.get(unit.code());
            if (before == null || before.version() < unit.version()) {
                formerParents.put(unit.code(), before == null ? null : before.parent());
            }
        }
        return formerParents;
    }

    /** The newest entries of a campaign's history, below {@code version} where it is given. */
    public List<PlanChange> changes(String campaign, @Nullable Long version, int limit) {
        Criteria criteria = where("campaign").is(campaign);
        if (version != null) {
            criteria.and("version").lt(version);
        }
        Query newest = query(criteria)
                .with(Sort.by(Order.desc("version"), Order.asc("sequence")))
                .limit(limit);
        return mongo.find(newest, PlanChange.class, CollectionNames.PLAN_CHANGES);
    }

    /** A campaign's history, oldest first; to be closed. */
    public Stream<PlanChange> changes(String campaign) {
        return mongo.stream(
                of(campaign).with(Sort.by("version", "sequence")), PlanChange.class, CollectionNames.PLAN_CHANGES);
    }

    /** When a campaign began, by its history: this tells it from another one of the same code. Empty when there is none. */
    public Optional<Instant> began(String campaign) {
        return Optional.ofNullable(
                        mongo.findById(Keys.change(campaign, 1, 0), PlanChange.class, CollectionNames.PLAN_CHANGES))
                .map(PlanChange::at);
    }

    private static Query of(String campaign) {
        return query(where("campaign").is(campaign));
    }

    /** Whether reports were counted for the unit itself. */
    public boolean hasReports(String campaign, String unit) {
        NodeProgress progress = mongo.findById(Keys.node(campaign, unit), NodeProgress.class, CollectionNames.PROGRESS);
        return progress != null && !progress.days().isEmpty();
    }

    /** The documents with the keys, those that exist. */
    <T extends PlanDocument> List<T> find(Class<T> type, Collection<String> keys) {
        return DocumentsById.find(mongo, keys, type, collection(type));
    }

    /**
     * Writes a header on the condition that the store still holds {@code before}, or none for null.
     *
     * @return false if it does not
     */
    boolean compareAndSet(@Nullable CampaignHeader before, CampaignHeader after) {
        Query unchanged = before == null ? null : ofVersion(before.key(), before.version());
        return DocumentsById.compareAndSet(mongo, unchanged, after, CollectionNames.CAMPAIGNS);
    }

    /**
     * Writes documents of one type, each where the store has none or one of a lower version. When units were written, their
     * campaigns get another revision.
     */
    void putIfHigher(Collection<? extends PlanDocument> documents) {
        for (List<? extends PlanDocument> some : Chunks.of(documents, Chunks.MAX_IDS)) {
            boolean all = false;
            while (!all) {
                all = putOnce(some);
            }
        }
        documents.stream()
                .filter(UnitPlan.class::isInstance)
                .map(PlanDocument::campaign)
                .distinct()
                .forEach(this::revise);
    }

    /** Returns false if another writer changed one of them meanwhile. */
    private boolean putOnce(List<? extends PlanDocument> documents) {
        String collection = collection(documents.get(0).getClass());
        Map<String, Long> versions = new HashMap<>();
        DocumentsById.find(
                        mongo,
                        documents.stream().map(PlanDocument::key).toList(),
                        StoredVersion.class,
                        collection,
                        "version")
                .forEach(stored -> versions.put(stored.id(), stored.version()));
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, collection);
        int writes = 0;
        for (PlanDocument document : documents) {
            Long stored = versions.get(document.key());
            if (stored == null) {
                bulk.insert(document);
                writes++;
            } else if (stored < document.version()) {
                bulk.replaceOne(ofVersion(document.key(), stored), document);
                writes++;
            }
        }
        return writes == 0 || execute(bulk, writes);
    }

    private static boolean execute(BulkOperations bulk, int writes) {
        try {
            var result = bulk.execute();
            return result.getInsertedCount() + result.getMatchedCount() == writes;
        } catch (BulkOperationException exception) {
            if (exception.getErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw exception;
            }
            return false;
        }
    }

    private static Query ofVersion(String key, long version) {
        return query(where("_id").is(key).and("version").is(version));
    }

    /** Tells readers that the campaign's units may have changed. */
    void revise(String campaign) {
        mongo.save(new PlanRevision(campaign, UUID.randomUUID().toString()), CollectionNames.PLAN_REVISIONS);
    }

    /** The revision of each campaign's units. */
    Map<String, String> revisions() {
        return mongo.findAll(PlanRevision.class, CollectionNames.PLAN_REVISIONS).stream()
                .collect(Collectors.toMap(PlanRevision::campaign, PlanRevision::revision));
    }

    /** The version of each campaign's header. */
    Map<String, Long> headerVersions() {
        Map<String, Long> versions = new HashMap<>();
        versions(CampaignHeader.class, versions::put);
        return versions;
    }

    /** Keys and versions of all documents of a type. */
    void versions(Class<? extends PlanDocument> type, BiConsumer<String, Long> found) {
        Query versions = new Query();
        versions.fields().include("version");
        try (Stream<StoredVersion> all = mongo.stream(versions, StoredVersion.class, collection(type))) {
            all.forEach(stored -> found.accept(stored.id(), stored.version()));
        }
    }

    record StoredVersion(@Id String id, long version) {}

    private static String collection(Class<? extends PlanDocument> type) {
        return COLLECTIONS.get(type);
    }
}
