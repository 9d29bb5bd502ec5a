package vn.campaign.reporting.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import vn.campaign.reporting.plan.PlanCopy;

/** Puts the events of a subtree on one partition; see {@link vn.campaign.contract.plan.Subtrees}. */
public final class SubtreePartitioner implements Partitioner {

    /** The producer's setting that holds the {@link PlanCopy}. */
    public static final String PLANS = "campaign.plans";

    private PlanCopy plans;

    @Override
    public void configure(Map<String, ?> configs) {
        plans = (PlanCopy) configs.get(PLANS);
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        String[] unit = ((String) key).split("/", 2);
        return plans.subtrees(unit[0]).partition(unit[0], unit[1], cluster.partitionCountForTopic(topic));
    }

    @Override
    public void close() {}
}
