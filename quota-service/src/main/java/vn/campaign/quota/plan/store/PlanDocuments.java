package vn.campaign.quota.plan.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.DocumentsById;

/** What headers, units and histories have in common in MongoDB: of two versions of a document the higher one stays. */
@Component
class PlanDocuments {

    private static final int DUPLICATE_KEY = 11000;

    private static final Map<Class<? extends PlanDocument>, String> COLLECTIONS = Map.of(
            CampaignHeader.class, CollectionNames.CAMPAIGNS,
            UnitPlan.class, CollectionNames.UNITS,
            PlanChange.class, CollectionNames.PLAN_CHANGES);

    private final MongoOperations mongo;

    PlanDocuments(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** The documents with the keys, those that exist. */
    <T extends PlanDocument> List<T> find(Class<T> type, Collection<String> keys) {
        return DocumentsById.find(mongo, keys, type, COLLECTIONS.get(type));
    }

    /**
     * A document and what it replaces.
     *
     * @param before as it was read, or null when there was none
     */
    record Replacement<T extends PlanDocument>(@Nullable T before, T after) {

        private boolean raisesVersion() {
            return before == null || before.version() < after.version();
        }

        /** A unit lists where it was, whatever its new state says. */
        private PlanDocument document() {
            return before instanceof UnitPlan former && after instanceof UnitPlan unit ? unit.movedFrom(former) : after;
        }
    }

    /**
     * Writes documents, each on the condition that the store still holds the version that it replaces, and that this is lower.
     * No one else writes these documents in these versions. When units were written, their campaigns get another revision.
     *
     * @return the keys of those that were left unchanged, because the store holds another version
     */
    <T extends PlanDocument> Set<String> compareAndSet(Class<T> type, Collection<Replacement<T>> replacements) {
        Set<String> conflicts = new HashSet<>();
        for (List<Replacement<T>> some : Chunks.of(replacements, Chunks.MAX_IDS)) {
            if (write(type, some) < some.size()) {
                conflicts.addAll(conflicts(type, some));
            }
        }
        if (type == UnitPlan.class) {
            replacements.stream()
                    .map(replacement -> replacement.after().campaign())
                    .distinct()
                    .forEach(this::revise);
        }
        return conflicts;
    }

    /** Returns the number of documents that were written, or less. */
    private <T extends PlanDocument> int write(Class<T> type, List<Replacement<T>> replacements) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, COLLECTIONS.get(type));
        List<Replacement<T>> raising =
                replacements.stream().filter(Replacement::raisesVersion).toList();
        for (Replacement<T> replacement : raising) {
            T before = replacement.before();
            if (before == null) {
                bulk.insert(replacement.document());
            } else {
                bulk.replaceOne(
                        query(where("_id").is(before.key()).and("version").is(before.version())),
                        replacement.document());
            }
        }
        if (raising.isEmpty()) {
            return 0;
        }
        try {
            BulkWriteResult result = bulk.execute();
            return result.getInsertedCount() + result.getMatchedCount();
        } catch (BulkOperationException exception) {
            if (exception.getErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                    || exception.getCause() instanceof MongoBulkWriteException cause
                            && cause.getWriteConcernError() != null) {
                throw exception;
            }
            return 0;
        }
    }

    /** The result of a bulk does not name what matched nothing; what the store holds does. */
    private <T extends PlanDocument> Set<String> conflicts(Class<T> type, List<Replacement<T>> replacements) {
        Map<String, Long> versions = replacements.stream()
                .map(Replacement::after)
                .collect(Collectors.toMap(PlanDocument::key, PlanDocument::version));
        versions.entrySet().removeAll(versions(type, versions.keySet()).entrySet());
        return versions.keySet();
    }

    /** Writes documents, each where the store has none or one of a lower version. */
    <T extends PlanDocument> void putIfHigher(Class<T> type, Collection<T> documents) {
        for (List<T> some : Chunks.of(documents, Chunks.MAX_IDS)) {
            List<T> pending = some;
            while (!pending.isEmpty()) {
                Set<String> conflicts = compareAndSet(type, raising(type, pending));
                pending = pending.stream()
                        .filter(document -> conflicts.contains(document.key()))
                        .toList();
            }
        }
    }

    /** Those documents that raise the version of what is stored. */
    private <T extends PlanDocument> List<Replacement<T>> raising(Class<T> type, List<T> documents) {
        Map<String, T> stored = find(
                        type, documents.stream().map(PlanDocument::key).toList())
                .stream()
                .collect(Collectors.toMap(PlanDocument::key, Function.identity()));
        return documents.stream()
                .map(document -> new Replacement<>(stored.get(document.key()), document))
                .filter(Replacement::raisesVersion)
                .toList();
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

    /** The versions of documents by their keys. */
    Map<String, Long> versions(Class<? extends PlanDocument> type, Collection<String> keys) {
        return DocumentsById.find(mongo, keys, StoredVersion.class, COLLECTIONS.get(type), "version").stream()
                .collect(Collectors.toMap(StoredVersion::id, StoredVersion::version));
    }

    /** The versions of all documents by their keys. */
    Map<String, Long> versions(Class<? extends PlanDocument> type) {
        Query versions = new Query();
        versions.fields().include("version");
        try (Stream<StoredVersion> all = mongo.stream(versions, StoredVersion.class, COLLECTIONS.get(type))) {
            return all.collect(Collectors.toMap(StoredVersion::id, StoredVersion::version));
        }
    }

    record StoredVersion(@Id String id, long version) {}
}
