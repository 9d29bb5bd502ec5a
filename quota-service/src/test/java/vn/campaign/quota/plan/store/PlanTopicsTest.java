package vn.campaign.quota.plan.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.Topics;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.InMemoryTopic;
import vn.campaign.testing.UnitPlanBuilder;

/** Several who read the plan topics at once. */
class PlanTopicsTest {

    private final InMemoryTopic units = new InMemoryTopic(Topics.UNITS);
    private final PlanTopics topics = new PlanTopics(null, units.consumers(), null);

    @BeforeEach
    void publish() {
        UnitPlan unit = new UnitPlanBuilder("thanh-an", "thuan-an").build();
        units.add(PlanRecords.write(unit));
        units.add(PlanRecords.write(unit.at(2, 0)));
    }

    @Test
    void noOneWaitsForAnothersReading() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        units.beforePoll(() -> {
            units.beforePoll(() -> {});
            started.countDown();
            await(release);
        });
        CompletableFuture<Map<String, Long>> slow =
                CompletableFuture.supplyAsync(() -> topics.versions(UnitPlan.class));
        started.await();

        assertThat(topics.newest("thanh-an")).isEqualTo(2);
        assertThat(slow).isNotDone();

        release.countDown();
        assertThat(slow.get()).containsExactly(Map.entry("thanh-an/thuan-an", 2L));
    }

    @Test
    void whatWasReadIsNotReadAgain() {
        assertThat(topics.newest("thanh-an")).isEqualTo(2);
        units.beforePoll(() -> {
            throw new AssertionError("read again");
        });
        assertThat(topics.newest("thanh-an")).isEqualTo(2);
        assertThat(topics.newest("another")).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
