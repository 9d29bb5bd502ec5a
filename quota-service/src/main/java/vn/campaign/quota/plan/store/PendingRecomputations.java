package vn.campaign.quota.plan.store;

import static java.util.stream.Collectors.toSet;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.topic.ProgressChangedPublisher;

/**
 * Units that a plan changed and whose figures are not recomputed yet. They are added before the plan is written and removed
 * when their figures are, so that a crash in between delays the work and loses none of it.
 */
@Component
class PendingRecomputations {

    /** An older entry was left behind by a crash; a newer one may belong to a request that is still at work. */
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofMinutes(1);

    private final MongoOperations mongo;
    private final ProgressUpdater progress;
    private final ProgressChangedPublisher publisher;
    private final Clock clock;

    PendingRecomputations(
            MongoOperations mongo, ProgressUpdater progress, ProgressChangedPublisher publisher, Clock clock) {
        this.mongo = mongo;
        this.progress = progress;
        this.publisher = publisher;
        this.clock = clock;
    }

    record Pending(@Id String id, String campaign, String unit, Set<String> formerParents, @Nullable String mark) {

        Pending {
            formerParents = formerParents == null ? Set.of() : formerParents;
        }
    }

    /**
     * Adds units under a new mark.
     *
     * @param formerParents codes of the units, each with its parent before the change, or null
     * @return the mark, for {@link #finish}
     */
    String add(String campaign, Map<String, @Nullable String> formerParents) {
        String mark = UUID.randomUUID().toString();
        for (var some : Chunks.of(formerParents.entrySet(), Chunks.MAX_IDS)) {
            BulkOperations bulk = bulk();
            some.forEach(unit -> {
                Update update = Update.update("campaign", campaign)
                        .set("unit", unit.getKey())
                        .set("notedAt", clock.instant().toString())
                        .set("mark", mark)
                        .addToSet("formerParents")
                        .each(Stream.ofNullable(unit.getValue()).toArray());
                bulk.upsert(query(where("_id").is(Keys.node(campaign, unit.getKey()))), update);
            });
            bulk.execute();
        }
        return mark;
    }

    /** Recomputes what was added under the mark. */
    void finish(String mark) {
        recompute(where("mark").is(mark));
    }

    /** Recomputes what was left behind. */
    void sweep() {
        String before = clock.instant().minus(LEFT_BEHIND_AFTER).toString();
        recompute(where("notedAt").lt(before));
    }

    private void recompute(Criteria criteria) {
        Query some = query(criteria).limit(Chunks.MAX_IDS);
        List<Pending> pending = find(some);
        while (!pending.isEmpty()) {
            recompute(pending);
            pending = find(some);
        }
    }

    private List<Pending> find(Query query) {
        return mongo.find(query, Pending.class, CollectionNames.RECOMPUTATIONS);
    }

    private void recompute(List<Pending> pending) {
        Map<Node, Set<Node>> formerParents = new HashMap<>();
        pending.forEach(unit -> formerParents.put(
                new Node(unit.campaign(), unit.unit()),
                unit.formerParents().stream()
                        .map(parent -> new Node(unit.campaign(), parent))
                        .collect(toSet())));
        publisher.publish(progress.recompute(formerParents));
        BulkOperations done = bulk();
        // An entry that was added again meanwhile has another mark, and stays.
        pending.forEach(
                unit -> done.remove(query(where("_id").is(unit.id()).and("mark").is(unit.mark()))));
        done.execute();
    }

    private BulkOperations bulk() {
        return mongo.bulkOps(BulkMode.UNORDERED, CollectionNames.RECOMPUTATIONS);
    }
}
