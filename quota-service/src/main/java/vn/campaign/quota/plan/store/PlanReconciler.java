package vn.campaign.quota.plan.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.StoreIndexes;
import vn.campaign.quota.plan.Changes;
import vn.campaign.quota.plan.store.PendingRecomputations.Note;
import vn.campaign.quota.progress.Node;

/**
 * Reconciles the plans of store and topics: on either side, the higher version wins. A store that was restored from an older
 * copy recovers the plan and its history from the topics; topics that were lost are filled from the store.
 */
@Component
public class PlanReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(PlanReconciler.class);

    /** Everything is compared once an hour, whether it changed or not. */
    private static final int RUNS_BETWEEN = 60;

    private final StoreIndexes indexes;
    private final CampaignHeaders headers;
    private final CampaignUnits units;
    private final PlanDocuments stored;
    private final PlanTopics topics;
    private final PendingRecomputations pending;
    private final KafkaAdmin admin;

    /** The state that was last found equal; null when there was a difference. */
    private @Nullable State equalAt;

    private int runs;

    private boolean revised;

    /**
     * What changes whenever store or topics do.
     *
     * @param versions of the headers, by campaign
     * @param revisions of the units, by campaign
     * @param positions the topics' present ends
     */
    private record State(
            Map<String, Long> versions, Map<String, String> revisions, Map<TopicPartition, Long> positions) {}

    PlanReconciler(
            StoreIndexes indexes,
            CampaignHeaders headers,
            CampaignUnits units,
            PlanDocuments stored,
            PlanTopics topics,
            PendingRecomputations pending,
            KafkaAdmin admin) {
        this.indexes = indexes;
        this.headers = headers;
        this.units = units;
        this.stored = stored;
        this.topics = topics;
        this.pending = pending;
        this.admin = admin;
    }

    /**
     * Whether the store has a version of a campaign's plan. If not, the store takes what is newer in the topics up to their
     * present end first.
     */
    public boolean knows(String campaign, long version) {
        return headers.version(campaign) >= version || catchUp(campaign) >= version;
    }

    /**
     * Brings a campaign's plan in the store up to the topics' present end. It waits for no comparison of everything; what it
     * changes is recomputed by the next sweep.
     *
     * @return the highest version of any document of the plan
     */
    long catchUp(String campaign) {
        long published = topics.newest(campaign);
        if (published > headers.version(campaign)) {
            adopt(UnitPlan.class, newer(UnitPlan.class, campaign));
            adopt(CampaignHeader.class, newer(CampaignHeader.class, campaign));
            adopt(PlanChange.class, newer(PlanChange.class, campaign));
        }
        return Math.max(published, headers.version(campaign));
    }

    /** What the topics have of a campaign in a higher version than the store. */
    private <T extends PlanDocument> Collection<T> newer(Class<T> type, String campaign) {
        Map<String, Long> published = topics.versions(type);
        published.keySet().removeIf(key -> !key.equals(campaign) && !key.startsWith(campaign + "/"));
        stored.versions(type, published.keySet())
                .forEach((key, version) ->
                        published.computeIfPresent(key, (same, other) -> version >= other ? null : other));
        return published.isEmpty() ? List.of() : topics.find(type, published.keySet());
    }

    /** Runs at start and every minute; what cannot be reached is retried then. */
    @Scheduled(initialDelay = 0, fixedDelay = 60_000)
    void reconcileAndSweep() {
        try {
            reviseOnce();
            reconcileWhatChanged();
            pending.sweep();
            indexes.create();
        } catch (RuntimeException unreachable) {
            LOG.warn("cannot reconcile the plans of store and topics, trying again: {}", unreachable.getMessage());
            createTopics();
        }
    }

    /** A broker that came later than this service has no topics yet. */
    private void createTopics() {
        try {
            admin.initialize();
        } catch (IllegalStateException unreachable) {
            LOG.debug("the topics cannot be created", unreachable);
        }
    }

    /** Another instance may have stored units and crashed before it revised their plan. */
    private void reviseOnce() {
        if (!revised) {
            headers.all().forEach(header -> stored.revise(header.campaign()));
            revised = true;
        }
    }

    /** A comparison reads the keys of all units: in a nation, hundreds of thousands. */
    private void reconcileWhatChanged() {
        State present = new State(stored.versions(CampaignHeader.class), stored.revisions(), topics.positions());
        boolean everything = runs++ % RUNS_BETWEEN == 0;
        if (everything || !present.equals(equalAt)) {
            equalAt = reconcile(everything) ? present : null;
        }
    }

    /** Compares and reconciles everything once. */
    public void reconcile() {
        reconcile(true);
    }

    /**
     * Compares and reconciles units and headers.
     *
     * @param history whether it is compared although they are equal; where they differ, it may differ as well
     * @return whether store and topics were equal
     */
    private boolean reconcile(boolean history) {
        List<Note> notes = new ArrayList<>();
        boolean equal = reconcile(UnitPlan.class, notes);
        // Whoever sees the header of a version finds its units.
        equal &= reconcile(CampaignHeader.class, notes);
        if (history || !equal) {
            equal &= reconcile(PlanChange.class, notes);
        }
        pending.finish(notes);
        return equal;
    }

    private <T extends PlanDocument> boolean reconcile(Class<T> type, List<Note> notes) {
        Map<String, Long> published = topics.versions(type);
        List<String> unpublished = new ArrayList<>();
        stored.versions(type).forEach((key, version) -> {
            Long other = published.get(key);
            if (other == null || other < version) {
                unpublished.add(key);
            }
            if (other != null && other <= version) {
                published.remove(key);
            }
        });
        if (!unpublished.isEmpty()) {
            LOG.info("publishing {} documents of type {} again", unpublished.size(), type.getSimpleName());
            for (List<String> some : Chunks.of(unpublished, Chunks.MAX_IDS)) {
                topics.publish(type, stored.find(type, some));
            }
        }
        if (!published.isEmpty()) {
            LOG.info("storing {} documents of type {} from the topics", published.size(), type.getSimpleName());
            notes.addAll(adopt(type, topics.find(type, published.keySet())));
        }
        return unpublished.isEmpty() && published.isEmpty();
    }

    /**
     * Stores documents that were planned elsewhere, where they are newer.
     *
     * @return the notes of what is to be recomputed
     */
    <T extends PlanDocument> List<Note> adopt(Class<T> type, Collection<T> found) {
        Map<Node, PlanDocument> causes = new HashMap<>();
        for (PlanDocument document : found) {
            if (document instanceof UnitPlan unit) {
                causes.put(new Node(unit.campaign(), unit.code()), unit);
            } else if (document instanceof CampaignHeader header && touchesFigures(header)) {
                try (Stream<UnitPlan> all = units.all(header.campaign())) {
                    all.forEach(unit -> causes.put(new Node(unit.campaign(), unit.code()), header));
                }
            }
        }
        List<Note> notes = pending.note(causes);
        stored.putIfHigher(type, found);
        return notes;
    }

    private boolean touchesFigures(CampaignHeader header) {
        CampaignHeader before = headers.find(header.campaign()).orElse(null);
        return (before == null || before.version() < header.version()) && Changes.touchFigures(before, header);
    }
}
