package vn.campaign.quota.plan.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Keys;
import vn.campaign.quota.plan.ProgressRecomputer;
import vn.campaign.quota.progress.Node;

/**
 * Units that a plan changed and whose figures are not yet brought under it. They are noted before the plan is written and
 * struck off when the figures are, so a crash in between delays them and loses nothing.
 */
@Component
class PendingRecomputations {

    private static final String COLLECTION = "recomputations";
    private static final int UNITS_AT_ONCE = 300;

    /** What was noted more recently belongs to a planner's request that is still at work and finishes it itself. */
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofMinutes(1);

    private final PlanDocuments documents;
    private final ProgressRecomputer recomputer;
    private final Clock clock;

    PendingRecomputations(PlanDocuments documents, ProgressRecomputer recomputer, Clock clock) {
        this.documents = documents;
        this.recomputer = recomputer;
        this.clock = clock;
    }

    /**
     * Notes units, each with its parent before the change, or null, under a mark of its own.
     *
     * @return the mark, for {@link #finish}
     */
    String note(String campaign, Map<String, String> formerParents) {
        String mark = UUID.randomUUID().toString();
        List<WriteModel<Document>> models = new ArrayList<>();
        formerParents.forEach((unit, parent) -> {
            Document set = new Document("campaign", campaign)
                    .append("unit", unit)
                    .append("notedAt", clock.instant().toString())
                    .append("mark", mark);
            Document former =
                    new Document("formerParents", new Document("$each", parent == null ? List.of() : List.of(parent)));
            models.add(new UpdateOneModel<>(
                    new Document("_id", Keys.node(campaign, unit)),
                    new Document("$set", set).append("$addToSet", former),
                    new UpdateOptions().upsert(true)));
        });
        for (int from = 0; from < models.size(); from += UNITS_AT_ONCE) {
            documents
                    .collection(COLLECTION)
                    .bulkWrite(
                            models.subList(from, Math.min(models.size(), from + UNITS_AT_ONCE)),
                            new BulkWriteOptions().ordered(false));
        }
        return mark;
    }

    /** Recomputes what was noted under the mark. */
    void finish(String mark) {
        recompute(new Document("mark", mark));
    }

    /** Recomputes what was left behind. */
    void sweep() {
        Instant before = clock.instant().minus(LEFT_BEHIND_AFTER);
        recompute(new Document("notedAt", new Document("$lt", before.toString())));
    }

    private void recompute(Document filter) {
        List<Document> some = new ArrayList<>();
        for (Document noted : documents.collection(COLLECTION).find(filter)) {
            some.add(noted);
            if (some.size() == UNITS_AT_ONCE) {
                recompute(some);
                some.clear();
            }
        }
        recompute(some);
    }

    private void recompute(List<Document> noted) {
        if (noted.isEmpty()) {
            return;
        }
        Map<Node, Set<Node>> formerParents = new HashMap<>();
        for (Document unit : noted) {
            String campaign = unit.getString("campaign");
            formerParents.put(
                    new Node(campaign, unit.getString("unit")),
                    unit.getList("formerParents", String.class, List.of()).stream()
                            .map(parent -> new Node(campaign, parent))
                            .collect(Collectors.toSet()));
        }
        recomputer.recompute(formerParents);
        // What was noted again meanwhile carries another mark, and stays.
        List<DeleteOneModel<Document>> struckOff = noted.stream()
                .map(unit -> new Document("_id", unit.get("_id")).append("mark", unit.get("mark")))
                .map(DeleteOneModel<Document>::new)
                .toList();
        documents.collection(COLLECTION).bulkWrite(struckOff, new BulkWriteOptions().ordered(false));
    }
}
