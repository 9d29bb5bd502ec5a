package vn.campaign.quota.plan.store;

import static java.util.stream.Collectors.toSet;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.topic.ProgressChangedPublisher;

/**
 * Units that a plan changed and whose figures are not recomputed yet. They are noted before the plan is written and removed
 * when their figures are, so that a crash in between delays the work and loses none of it.
 */
@Component
class PendingRecomputations {

    /** An older note was left behind by a crash; a newer one may belong to a request that is still at work. */
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofMinutes(1);

    /** A change that was noted this long ago and is not written never will be. */
    private static final Duration WRITTEN_WITHIN = Duration.ofDays(1);

    private final MongoOperations mongo;
    private final PlanDocuments plans;
    private final ProgressUpdater progress;
    private final ProgressChangedPublisher publisher;
    private final Clock clock;

    PendingRecomputations(
            MongoOperations mongo,
            PlanDocuments plans,
            ProgressUpdater progress,
            ProgressChangedPublisher publisher,
            Clock clock) {
        this.mongo = mongo;
        this.plans = plans;
        this.progress = progress;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * A unit whose figures are to be recomputed.
     *
     * @param cause key of the header or unit whose change affects them; null in notes of earlier releases
     * @param version of the plan in which that is changed
     * @param notedAt in whole seconds, so that their order as text is that of time
     */
    record Note(
            @Id String id,
            String campaign,
            String unit,
            @Nullable String cause,
            @Nullable Long version,
            String notedAt) {

        private Node node() {
            return new Node(campaign, unit);
        }

        /** @param versions of stored headers and units by their keys */
        private boolean isWritten(Map<String, Long> versions) {
            return cause == null || version == null || versions.getOrDefault(cause, 0L) >= version;
        }
    }

    /**
     * Notes units, before what affects their figures is written.
     *
     * @param causes the units, each with the header or unit that is to be written
     * @return the notes, for {@link #finish}
     */
    List<Note> note(Map<Node, ? extends PlanDocument> causes) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Note> notes = causes.entrySet().stream()
                .map(entry -> note(entry.getKey(), entry.getValue(), now))
                .toList();
        for (List<Note> some : Chunks.of(notes, Chunks.MAX_IDS)) {
            BulkOperations bulk = bulk();
            some.forEach(note -> bulk.replaceOne(
                    query(where("_id").is(note.id())),
                    note,
                    FindAndReplaceOptions.options().upsert()));
            bulk.execute();
        }
        return notes;
    }

    private static Note note(Node unit, PlanDocument cause, String now) {
        String id = unit.key() + "/" + cause.version();
        return new Note(id, unit.campaign(), unit.code(), cause.key(), cause.version(), now);
    }

    /**
     * Recomputes noted units, after what affects their figures was written; also those that the sweep has recomputed meanwhile,
     * because it may have done so too early.
     */
    void finish(Collection<Note> notes) {
        // From here on, whoever counts reads the plan anew.
        notes.stream().map(Note::campaign).distinct().forEach(plans::revise);
        for (List<Note> some : Chunks.of(notes, Chunks.MAX_IDS)) {
            publisher.publish(progress.recompute(some.stream().map(Note::node).collect(toSet())));
            BulkOperations done = bulk();
            some.forEach(note -> done.remove(query(where("_id").is(note.id()))));
            done.execute();
        }
    }

    /** Recomputes what was left behind, as far as the plan was written. */
    void sweep() {
        Instant now = clock.instant();
        List<Note> left;
        try (Stream<Note> old = mongo.stream(
                query(where("notedAt").lt(now.minus(LEFT_BEHIND_AFTER).toString())),
                Note.class,
                CollectionNames.RECOMPUTATIONS)) {
            left = old.toList();
        }
        if (!left.isEmpty()) {
            Map<String, Long> versions = plans.versions(CampaignHeader.class);
            versions.putAll(plans.versions(
                    UnitPlan.class, left.stream().map(note -> note.node().key()).collect(toSet())));
            String expired = now.minus(WRITTEN_WITHIN).toString();
            finish(left.stream()
                    .filter(note -> note.isWritten(versions) || note.notedAt().compareTo(expired) < 0)
                    .toList());
        }
    }

    private BulkOperations bulk() {
        return mongo.bulkOps(BulkMode.UNORDERED, CollectionNames.RECOMPUTATIONS);
    }
}
