package vn.campaign.quota.plan.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.MongoBulkWriteException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.ObjectOperators;
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
import vn.campaign.contract.plan.Subtrees;
import vn.campaign.contract.plan.UnitPlan;
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

    private static final Sort NEWEST_FIRST = Sort.by(Order.desc("version"), Order.asc("sequence"));

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

    /** How a campaign's events are spread over partitions. */
    public Subtrees subtrees(String campaign) {
        Map<String, @Nullable String> parents = new HashMap<>();
        try (Stream<UnitPlan> units = units(campaign)) {
            units.forEach(unit -> parents.put(unit.code(), unit.parent()));
        }
        return Subtrees.of(parents);
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
        Set<String> inner = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        try (Stream<UnitPlan> units = units(campaign)) {
            Stream<UnitPlan> each = units.peek(unit -> {
                if (unit.parent() != null) {
                    inner.add(unit.parent());
                }
            });
            findings.addAll(Findings.of(each::iterator));
        }
        for (List<String> some : Chunks.of(inner, Chunks.MAX_IDS)) {
            Set<String> reporting = withReports(campaign, some);
            some.stream().filter(reporting::contains).map(Findings::ownReports).forEach(findings::add);
        }
        return findings;
    }

    /** The units that have reports or verifications of their own: no day of a child has a first receipt in their sums. */
    private Set<String> withReports(String campaign, List<String> codes) {
        List<String> keys =
                codes.stream().map(code -> Keys.node(campaign, code)).toList();
        Aggregation own = Aggregation.newAggregation(
                Aggregation.match(where("_id").in(keys)),
                Aggregation.project("node", "verifications")
                        .and(ObjectOperators.valueOf("days").toArray())
                        .as("days"),
                Aggregation.match(new Criteria()
                        .orOperator(
                                where("days.v.firstReceivedAt").exists(true),
                                where("verifications").exists(true))),
                Aggregation.project("node"));
        return mongo.aggregate(own, CollectionNames.PROGRESS, Document.class).getMappedResults().stream()
                .map(found -> found.getString("node"))
                .collect(Collectors.toSet());
    }

    /** Some units by their codes. */
    public Map<String, UnitPlan> units(String campaign, Collection<String> codes) {
        List<String> keys =
                codes.stream().map(code -> Keys.node(campaign, code)).toList();
        return find(UnitPlan.class, keys).stream().collect(Collectors.toMap(UnitPlan::code, Function.identity()));
    }

    /** The newest entries of a campaign's history. */
    public List<PlanChange> newestChanges(String campaign, int limit) {
        return changes(where("campaign").is(campaign), NEWEST_FIRST, limit);
    }

    /** The entries of a campaign's history that follow, newest first, what is the {@code sequence}-th of a version. */
    public List<PlanChange> changesAfter(String campaign, long version, int sequence, int limit) {
        List<PlanChange> changes = new ArrayList<>(changes(
                where("campaign")
                        .is(campaign)
                        .and("version")
                        .is(version)
                        .and("sequence")
                        .gt(sequence),
                Sort.by("sequence"),
                limit));
        if (changes.size() < limit) {
            changes.addAll(changes(
                    where("campaign").is(campaign).and("version").lt(version), NEWEST_FIRST, limit - changes.size()));
        }
        return changes;
    }

    private List<PlanChange> changes(Criteria criteria, Sort order, int limit) {
        return mongo.find(query(criteria).with(order).limit(limit), PlanChange.class, CollectionNames.PLAN_CHANGES);
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

    /** The documents with the keys, those that exist. */
    <T extends PlanDocument> List<T> find(Class<T> type, Collection<String> keys) {
        return DocumentsById.find(mongo, keys, type, collection(type));
    }

    /**
     * A document and what it replaces.
     *
     * @param before as it was read, or null when there was none
     */
    record Replacement<T extends PlanDocument>(@Nullable T before, T after) {

        /** A unit lists where it was, whatever its new state says. */
        private PlanDocument document() {
            return before instanceof UnitPlan former && after instanceof UnitPlan unit ? unit.movedFrom(former) : after;
        }
    }

    /**
     * Writes a document on the condition that the store still holds the version that it replaces.
     *
     * @return false if it does not, and was left unchanged
     */
    <T extends PlanDocument> boolean compareAndSet(@Nullable T before, T after) {
        return writeAll(List.of(new Replacement<>(before, after)));
    }

    /**
     * Writes documents of one type, each on the condition that the store still holds the version that it replaces. No one else
     * writes these documents in these versions. When units were written, their campaigns get another revision.
     *
     * @return the keys of those that were left unchanged, because the store holds another version
     */
    <T extends PlanDocument> Set<String> compareAndSet(Collection<Replacement<T>> replacements) {
        Map<String, Long> conflicts = new HashMap<>();
        for (List<Replacement<T>> some : Chunks.of(replacements, Chunks.MAX_IDS)) {
            if (!writeAll(some)) {
                some.forEach(replacement -> conflicts.put(
                        replacement.after().key(), replacement.after().version()));
            }
        }
        for (List<String> keys : Chunks.of(conflicts.keySet(), Chunks.MAX_IDS)) {
            // The result of a bulk does not name what matched nothing.
            conflicts
                    .entrySet()
                    .removeAll(versions(replacements.iterator().next().after().getClass(), keys)
                            .entrySet());
        }
        replacements.stream()
                .map(Replacement::after)
                .filter(UnitPlan.class::isInstance)
                .map(PlanDocument::campaign)
                .distinct()
                .forEach(this::revise);
        return conflicts.keySet();
    }

    /** Returns false if at least one was not written. */
    private <T extends PlanDocument> boolean writeAll(List<Replacement<T>> replacements) {
        BulkOperations bulk = mongo.bulkOps(
                BulkMode.UNORDERED, collection(replacements.get(0).after().getClass()));
        int writes = 0;
        for (Replacement<T> replacement : replacements) {
            PlanDocument document = replacement.document();
            T before = replacement.before();
            if (before == null) {
                bulk.insert(document);
                writes++;
            } else if (before.version() < document.version()) {
                bulk.replaceOne(ofVersion(before.key(), before.version()), document);
                writes++;
            }
        }
        return (writes == 0 || execute(bulk, writes)) && writes == replacements.size();
    }

    private static boolean execute(BulkOperations bulk, int writes) {
        try {
            var result = bulk.execute();
            return result.getInsertedCount() + result.getMatchedCount() == writes;
        } catch (BulkOperationException exception) {
            if (exception.getErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                    || exception.getCause() instanceof MongoBulkWriteException cause
                            && cause.getWriteConcernError() != null) {
                throw exception;
            }
            return false;
        }
    }

    private static Query ofVersion(String key, long version) {
        return query(where("_id").is(key).and("version").is(version));
    }

    /** Writes documents of one type, each where the store has none or one of a lower version. */
    <T extends PlanDocument> void putIfHigher(Collection<T> documents) {
        for (List<T> some : Chunks.of(documents, Chunks.MAX_IDS)) {
            List<T> pending = some;
            while (!pending.isEmpty()) {
                Set<String> conflicts = compareAndSet(replacements(pending));
                pending = pending.stream()
                        .filter(document -> conflicts.contains(document.key()))
                        .toList();
            }
        }
    }

    /** What documents replace now; those that would replace a version as high as theirs are left out. */
    private <T extends PlanDocument> List<Replacement<T>> replacements(List<T> documents) {
        Map<String, T> stored = byKey(documents);
        return documents.stream()
                .map(document -> new Replacement<>(stored.get(document.key()), document))
                .filter(replacement -> replacement.before() == null
                        || replacement.before().version() < replacement.after().version())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private <T extends PlanDocument> Map<String, T> byKey(List<T> documents) {
        Class<T> type = (Class<T>) documents.get(0).getClass();
        return find(type, documents.stream().map(PlanDocument::key).toList()).stream()
                .collect(Collectors.toMap(PlanDocument::key, Function.identity()));
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

    /** The versions of documents by their keys. */
    Map<String, Long> versions(Class<? extends PlanDocument> type, Collection<String> keys) {
        return DocumentsById.find(mongo, keys, StoredVersion.class, collection(type), "version").stream()
                .collect(Collectors.toMap(StoredVersion::id, StoredVersion::version));
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
