package vn.campaign.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Receives what a {@link TopicFollower} reads. */
public interface TopicListener<K, V> {

    /** Called before each attempt to assign the partitions; whatever it throws is logged, and tried again. */
    default void beforeAssignment() {}

    /**
     * Called on the consumer's thread when the partitions are assigned, at first and whenever their number changed. A
     * listener that follows from the end may have missed records before.
     */
    default void afterAssignment() {}

    /** Called with the records of one poll. An exception is retried and in the end logged, as Spring Kafka's default. */
    void onRecords(List<ConsumerRecord<K, V>> records);

    /** Called once all records are delivered that were on the topics when the partitions were assigned. */
    default void onCaughtUp() {}
}
