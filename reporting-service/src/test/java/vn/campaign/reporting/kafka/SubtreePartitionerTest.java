package vn.campaign.reporting.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.Topics;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.plan.PlanCopy;

class SubtreePartitionerTest {

    private static final int PARTITIONS = 1_000;

    private final PlanCopy plans = new PlanCopy();
    private final SubtreePartitioner partitioner = new SubtreePartitioner();

    SubtreePartitionerTest() {
        partitioner.configure(Map.of(SubtreePartitioner.PLANS, plans));
    }

    @Test
    void unitsOfOneSubtreeShareAPartitionOnceThePlanIsKnown() {
        String key = TestPlan.CAMPAIGN + "/" + TestPlan.LEAF;
        assertThat(partition(key)).isEqualTo(hash(key));

        TestPlan.units().forEach(plans::put);
        plans.markComplete();

        assertThat(partition(key)).isEqualTo(hash(TestPlan.CAMPAIGN + "/" + TestPlan.ROOT));
    }

    @Test
    void aPlanThatGrowsIsGroupedAnew() {
        TestPlan.units().forEach(plans::put);
        plans.markComplete();
        TestPlan.leaves(1_001).forEach(plans::put);
        plans.groupUnits();

        String key = TestPlan.CAMPAIGN + "/" + TestPlan.LEAF;
        assertThat(partition(key)).isEqualTo(hash(key));
    }

    private int partition(String key) {
        var partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(i -> new PartitionInfo(Topics.ACTIVATIONS, i, null, new Node[0], new Node[0]))
                .toList();
        Cluster cluster = new Cluster(null, List.of(), partitions, Set.of(), Set.of());
        return partitioner.partition(Topics.ACTIVATIONS, key, null, null, null, cluster);
    }

    private static int hash(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
    }
}
