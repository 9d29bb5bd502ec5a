package vn.campaign.quota.plan.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;

/**
 * Brings store and topics together: on either side, the higher version wins. A store that was restored from an older copy
 * recovers the plan and its history from the topics, topics that were lost are filled from the store.
 */
@Component
public class PlanReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(PlanReconciler.class);

    /** Headers last: who sees the header of a version finds its units. */
    private static final List<String> IN_ORDER =
            List.of(CollectionNames.UNITS, CollectionNames.PLAN_CHANGES, CollectionNames.CAMPAIGNS);

    /** In an hour everything is compared, whether it changed or not. */
    private static final int RUNS_BETWEEN = 60;

    private final PlanDocuments documents;
    private final PlanTopics topics;
    private final PlanPublisher publisher;
    private final PendingRecomputations pending;
    private final KafkaAdmin admin;

    /** What was compared last, and found equal; null when something had to be done. */
    private State equalAt;

    private int runs;

    /** Whether this instance has made up for one before it that stored units and died before it revised their plan. */
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
            PlanDocuments documents,
            PlanTopics topics,
            PlanPublisher publisher,
            PendingRecomputations pending,
            KafkaAdmin admin) {
        this.documents = documents;
        this.topics = topics;
        this.publisher = publisher;
        this.pending = pending;
        this.admin = admin;
    }

    /**
     * Whether the store has a version of a campaign's plan; when it has not, store and topics are brought together up to
     * the topics' present end first.
     */
    public boolean knows(String campaign, long version) {
        if (stored(campaign) < version) {
            reconcile();
        }
        return stored(campaign) >= version;
    }

    private long stored(String campaign) {
        return documents.header(campaign).map(header -> header.version()).orElse(0L);
    }

    /** At start and every minute that something changed; what cannot be reached now is tried again then. */
    @Scheduled(initialDelay = 0, fixedDelay = 60_000)
    void reconcileAndSweep() {
        try {
            reviseOnce();
            reconcileWhatChanged();
            pending.sweep();
        } catch (RuntimeException unreachable) {
            LOG.warn("plans in store and topics could not be compared: {}", unreachable.getMessage());
            // A broker that came later than this service has no topics yet.
            admin.initialize();
        }
    }

    private void reviseOnce() {
        if (!revised) {
            documents.headers().forEach(header -> documents.revise(header.campaign()));
            revised = true;
        }
    }

    /** To compare means to read the keys of all units and of their whole history, in a nation hundreds of thousands. */
    private void reconcileWhatChanged() {
        State present = new State(documents.headerVersions(), documents.revisions(), topics.positions());
        if (runs++ % RUNS_BETWEEN == 0 || !present.equals(equalAt)) {
            equalAt = reconcile() ? present : null;
        }
    }

    /**
     * Compares everything once.
     *
     * @return whether all was equal
     */
    public synchronized boolean reconcile() {
        boolean equal = true;
        for (String collection : IN_ORDER) {
            Map<String, Long> published = new HashMap<>(topics.versions(collection));
            List<String> unpublished = new ArrayList<>();
            documents.versions(collection, (key, version) -> {
                Long other = published.get(key);
                if (other == null || other < version) {
                    unpublished.add(key);
                }
                if (other != null && other <= version) {
                    published.remove(key);
                }
            });
            equal &= unpublished.isEmpty() && published.isEmpty();
            if (!unpublished.isEmpty()) {
                LOG.info("{} {} of the store are published again", unpublished.size(), collection);
                publisher.publish(collection, unpublished);
            }
            if (!published.isEmpty()) {
                LOG.info(
                        "{} {} of the topics are missing in the store, and are put there",
                        published.size(),
                        collection);
                recover(collection, published.keySet());
            }
        }
        return equal;
    }

    private void recover(String collection, Set<String> keys) {
        Map<String, Map<String, Object>> found = topics.find(collection, keys);
        List<String> marks = collection.equals(CollectionNames.UNITS) ? noteRecovered(found) : List.of();
        documents.putIfHigher(collection, found);
        marks.forEach(pending::finish);
    }

    private List<String> noteRecovered(Map<String, Map<String, Object>> units) {
        Map<String, List<String>> byCampaign = units.values().stream()
                .collect(Collectors.groupingBy(
                        unit -> (String) unit.get("campaign"),
                        Collectors.mapping(unit -> (String) unit.get("code"), Collectors.toList())));
        List<String> marks = new ArrayList<>();
        byCampaign.forEach((campaign, codes) -> {
            Map<String, String> formerParents = new HashMap<>();
            codes.forEach(code -> formerParents.put(code, null));
            documents.units(campaign, codes).forEach((code, unit) -> formerParents.put(code, unit.parent()));
            marks.add(pending.note(campaign, formerParents));
        });
        return marks;
    }
}
