package vn.campaign.quota.plan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.StoreIndexes;

/** When store and topics are compared; what is done where they differ, {@link PlanReconcilerIT} sees to. */
class PlanReconcilerTest {

    private static final TopicPartition UNITS = new TopicPartition("units", 0);

    private final Map<String, Long> stored = new HashMap<>(Map.of("thanh-an/thuan-an", 1L));
    private final Map<String, Long> published = new HashMap<>(stored);
    private final Map<String, Long> headers = new HashMap<>(Map.of("thanh-an", 1L));
    private final Map<String, String> revisions = new HashMap<>(Map.of("thanh-an", "first"));
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(UNITS, 1L));
    private int comparisons;

    private final PlanReconciler reconciler = new PlanReconciler(
            mock(StoreIndexes.class), new Headers(), null, new Documents(), new OnTopics(), new NonePending(), null);

    private static final class Headers extends CampaignHeaders {

        Headers() {
            super(null);
        }

        @Override
        public List<CampaignHeader> all() {
            return List.of();
        }
    }

    private final class Documents extends PlanDocuments {

        Documents() {
            super(null, null);
        }

        @Override
        <T extends PlanDocument> List<T> find(Class<T> type, Collection<String> keys) {
            assertThat(type).isEqualTo(UnitPlan.class);
            return List.of();
        }

        @Override
        Map<String, String> revisions() {
            return Map.copyOf(revisions);
        }

        @Override
        Map<String, Long> versions(Class<? extends PlanDocument> type) {
            if (type.equals(UnitPlan.class)) {
                comparisons++;
                return Map.copyOf(stored);
            }
            return type.equals(CampaignHeader.class) ? Map.copyOf(headers) : Map.of();
        }
    }

    private final class OnTopics extends PlanTopics {

        OnTopics() {
            super(null, null, null);
        }

        @Override
        Map<TopicPartition, Long> positions() {
            return Map.copyOf(ends);
        }

        @Override
        Map<String, Long> versions(Class<? extends PlanDocument> type) {
            return new HashMap<>(
                    type.equals(UnitPlan.class) ? published : type.equals(CampaignHeader.class) ? headers : Map.of());
        }

        /** Publishes units, but no sooner than the test lets it. */
        @Override
        <T extends PlanDocument> void publish(Class<T> type, Collection<T> written) {
            assertThat(type).isEqualTo(UnitPlan.class);
        }
    }

    private static final class NonePending extends PendingRecomputations {

        NonePending() {
            super(null, null, null, null, null);
        }

        @Override
        void finish(Collection<Note> notes) {
            assertThat(notes).isEmpty();
        }

        @Override
        void sweep() {
            // Nothing is left behind.
        }
    }

    @BeforeEach
    void compareOnce() {
        reconciler.reconcileAndSweep();
        assertThat(comparisons).isOne();
    }

    @Test
    void whatWasEqualIsNotComparedAgainUntilItChanges() {
        assertThat(comparisonsInRuns(10)).isZero();

        revisions.put("thanh-an", "second");
        assertThat(comparisonsInRuns(10)).isOne();

        headers.put("thanh-an", 2L);
        assertThat(comparisonsInRuns(10)).isOne();

        ends.put(UNITS, 2L);
        assertThat(comparisonsInRuns(10)).isOne();
    }

    @Test
    void everythingIsComparedOnceAnHour() {
        assertThat(comparisonsInRuns(59)).isZero();
        assertThat(comparisonsInRuns(1)).isOne();
    }

    @Test
    void whatDiffersIsComparedUntilItIsEqual() {
        stored.put("thanh-an/thuan-an", 2L);
        revisions.put("thanh-an", "second");
        assertThat(comparisonsInRuns(3)).isEqualTo(3);

        published.put("thanh-an/thuan-an", 2L);
        assertThat(comparisonsInRuns(10)).isOne();
    }

    private int comparisonsInRuns(int runs) {
        int before = comparisons;
        for (int run = 0; run < runs; run++) {
            reconciler.reconcileAndSweep();
        }
        return comparisons - before;
    }
}
