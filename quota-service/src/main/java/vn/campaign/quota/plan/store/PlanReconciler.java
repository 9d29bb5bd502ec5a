package vn.campaign.quota.plan.store;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
import vn.campaign.quota.mongo.StoreIndexes;
import vn.campaign.quota.plan.store.PendingRecomputations.Note;
import vn.campaign.quota.progress.Node;

/**
 * Reconciles the plans of store and topics: on either side, the higher version wins. A store that was restored from an older
 * copy recovers the plan and its history from the topics; topics that were lost are filled from the store.
 */
@Component
public class PlanReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(PlanReconciler.class);

    /** Headers last: whoever sees the header of a version finds its units. */
    private static final List<Class<? extends PlanDocument>> IN_ORDER =
            List.of(UnitPlan.class, PlanChange.class, CampaignHeader.class);

    /** Everything is compared once an hour, whether it changed or not. */
    private static final int RUNS_BETWEEN = 60;

    private final StoreIndexes indexes;
    private final PlanStore store;
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
            StoreIndexes indexes, PlanStore store, PlanTopics topics, PendingRecomputations pending, KafkaAdmin admin) {
        this.indexes = indexes;
        this.store = store;
        this.topics = topics;
        this.pending = pending;
        this.admin = admin;
    }

    /**
     * Whether the store has a version of a campaign's plan. If not, store and topics are reconciled up to the topics' present
     * end first.
     */
    public boolean knows(String campaign, long version) {
        if (stored(campaign) < version) {
            reconcile();
        }
        return stored(campaign) >= version;
    }

    private long stored(String campaign) {
        return store.header(campaign).map(CampaignHeader::version).orElse(0L);
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
            // A broker that came later than this service has no topics yet.
            admin.initialize();
        }
    }

    /** Another instance may have stored units and crashed before it revised their plan. */
    private void reviseOnce() {
        if (!revised) {
            store.headers().forEach(header -> store.revise(header.campaign()));
            revised = true;
        }
    }

    /** A comparison reads the keys of all units and of their whole history: in a nation, hundreds of thousands. */
    private void reconcileWhatChanged() {
        State present = new State(store.headerVersions(), store.revisions(), topics.positions());
        if (runs++ % RUNS_BETWEEN == 0 || !present.equals(equalAt)) {
            equalAt = reconcile() ? present : null;
        }
    }

    /**
     * Compares and reconciles everything once.
     *
     * @return whether store and topics were equal
     */
    public synchronized boolean reconcile() {
        boolean equal = true;
        for (Class<? extends PlanDocument> type : IN_ORDER) {
            equal &= reconcile(type);
        }
        return equal;
    }

    private boolean reconcile(Class<? extends PlanDocument> type) {
        Map<String, Long> published = new HashMap<>(topics.versions(type));
        List<String> unpublished = new ArrayList<>();
        store.versions(type, (key, version) -> {
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
            topics.publish(type, unpublished);
        }
        if (!published.isEmpty()) {
            LOG.info("storing {} documents of type {} from the topics", published.size(), type.getSimpleName());
            recover(topics.find(type, published.keySet()));
        }
        return unpublished.isEmpty() && published.isEmpty();
    }

    private void recover(Collection<? extends PlanDocument> found) {
        List<Note> notes = pending.note(found.stream()
                .filter(UnitPlan.class::isInstance)
                .map(UnitPlan.class::cast)
                .collect(toMap(unit -> new Node(unit.campaign(), unit.code()), Function.identity())));
        store.putIfHigher(found);
        pending.finish(notes);
    }
}
