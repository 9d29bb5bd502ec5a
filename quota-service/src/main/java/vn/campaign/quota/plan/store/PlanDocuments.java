package vn.campaign.quota.plan.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.CompareAndSet;
import vn.campaign.quota.mongo.DocumentsById;

/** What headers, units and histories have in common in MongoDB: of two versions of a document the higher one stays. */
@Component
class PlanDocuments {

    private static final Map<Class<? extends PlanDocument>, String> COLLECTIONS = Map.of(
            CampaignHeader.class, CollectionNames.CAMPAIGNS,
            UnitPlan.class, CollectionNames.UNITS,
            PlanChange.class, CollectionNames.PLAN_CHANGES);

    private final MongoOperations mongo;
    private final Chunks chunks;

    PlanDocuments(MongoOperations mongo, Chunks chunks) {
        this.mongo = mongo;
        this.chunks = chunks;
    }

    /** The documents with the keys, those that exist. */
    <T extends PlanDocument> List<T> find(Class<T> type, Collection<String> keys) {
        return DocumentsById.find(mongo, keys, type, COLLECTIONS.get(type));
    }

    /**
     * A document and what it replaces.
     *
     * @param before as it was read, or null when there was none
     * @param after a unit lists where it was, whatever its new state said
     */
    record Replacement<T extends PlanDocument>(@Nullable T before, T after) {

        @SuppressWarnings("unchecked")
        Replacement {
            if (before instanceof UnitPlan former && after instanceof UnitPlan unit) {
                after = (T) unit.movedFrom(former);
            }
        }

        private boolean raisesVersion() {
            return before == null || before.version() < after.version();
        }

        private void write(CompareAndSet bulk) {
            bulk.write(
                    after.key(),
                    before == null ? null : CompareAndSet.version(before.version()),
                    CompareAndSet.version(after.version()),
                    new Document(ContractJson.toDocument(after)).append("_id", after.key()));
        }
    }

    /**
     * Writes documents, each on the condition that the store still holds the version that it replaces, and that this is lower.
     * No one else writes these documents in these versions. When units were written, their campaigns get another revision.
     *
     * @return the keys of those that were left unchanged, because the store holds another version
     */
    <T extends PlanDocument> Set<String> compareAndSet(Class<T> type, Collection<Replacement<T>> replacements) {
        CompareAndSet bulk = new CompareAndSet(mongo, COLLECTIONS.get(type));
        Set<String> conflicts = new HashSet<>();
        for (Replacement<T> replacement : replacements) {
            if (replacement.raisesVersion()) {
                replacement.write(bulk);
            } else {
                conflicts.add(replacement.after().key());
            }
        }
        conflicts.addAll(bulk.execute(chunks));
        if (type == UnitPlan.class) {
            replacements.stream()
                    .map(replacement -> replacement.after().campaign())
                    .distinct()
                    .forEach(this::revise);
        }
        if (!bulk.unstorable().isEmpty()) {
            throw new IllegalStateException("The store refuses " + bulk.unstorable());
        }
        return conflicts;
    }

    /** Writes documents, each where the store has none or one of a lower version. */
    <T extends PlanDocument> void putIfHigher(Class<T> type, Collection<T> documents) {
        for (List<T> some : Chunks.of(documents, Chunks.MAX_IDS)) {
            Set<String> conflicts;
            do {
                conflicts = compareAndSet(type, raising(type, some));
            } while (!conflicts.isEmpty());
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
