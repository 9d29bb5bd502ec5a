package vn.campaign.quota.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.quota.mongo.PositionStore;
import vn.campaign.quota.mongo.StoreLosses;

/** The consumer goes where the store is. */
class PositionTrackerTest {

    private static final TopicPartition ONE = new TopicPartition(Topics.ACTIVATIONS, 0);
    private static final TopicPartition OTHER = new TopicPartition(Topics.ACTIVATIONS, 1);
    private static final Uuid TOPIC = Uuid.randomUuid();

    private final PositionStore store = mock();
    private final StoreLosses losses = mock();
    private final KafkaAdmin admin = mock();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final PositionTracker positions = new PositionTracker(store, losses, admin);

    @BeforeEach
    void twoPartitions() {
        when(admin.describeTopics(any()))
                .thenReturn(Map.of(
                        Topics.ACTIVATIONS, new TopicDescription(Topics.ACTIVATIONS, false, List.of(), null, TOPIC)));
        consumer.assign(List.of(ONE, OTHER));
        consumer.updateBeginningOffsets(Map.of(ONE, 2L, OTHER, 2L));
        consumer.updateEndOffsets(Map.of(ONE, 100L, OTHER, 100L));
        consumer.seek(ONE, 50);
        consumer.seek(OTHER, 50);
        positions.onPartitionsAssigned(consumer, List.of(ONE, OTHER));
    }

    @Test
    void recordsThatFollowTheStoredPositionAreInSequence() {
        stored(position(ONE, 10), position(OTHER, 20));

        assertThat(positions.inSequence(records(10, 20), consumer)).isTrue();
        assertThat(consumer.position(ONE)).isEqualTo(50);
        assertThat(positions.next()).isEqualTo(Map.of(ONE, 10L, OTHER, 20L));
    }

    @Test
    void ifOnePartitionIsOutOfPlaceAllOfTheBatchGoToTheirs() {
        stored(position(ONE, 10), position(OTHER, 15));

        assertThat(positions.inSequence(records(10, 20), consumer)).isFalse();
        assertThat(consumer.position(ONE)).isEqualTo(10);
        assertThat(consumer.position(OTHER)).isEqualTo(15);
    }

    @Test
    void whatCannotBeAPositionOfThisTopicMeansTheBeginning() {
        stored(position(ONE, 101));
        positions.followStore(ONE, consumer);
        positions.followStore(OTHER, consumer);
        assertThat(List.of(consumer.position(ONE), consumer.position(OTHER))).containsExactly(2L, 2L);

        stored(new AppliedPosition(PositionStore.key(ONE), Uuid.randomUuid().toString(), 10, null));
        consumer.seek(ONE, 50);
        positions.followStore(ONE, consumer);
        assertThat(consumer.position(ONE)).isEqualTo(2);
    }

    /** What was committed had been stored: a partition that was never counted is no loss. */
    @Test
    void whatTheStoreLostIsNoted() {
        consumer.commitSync(Map.of(ONE, new OffsetAndMetadata(50)));
        stored(position(ONE, 50), position(OTHER, 20));
        positions.followStore(ONE, consumer);
        positions.followStore(OTHER, consumer);
        verifyNoInteractions(losses);

        stored(position(ONE, 49));
        positions.followStore(ONE, consumer);
        positions.followStore(OTHER, consumer);
        verify(losses).note(TOPIC.toString(), ONE.partition(), 50);

        stored();
        positions.followStore(ONE, consumer);
        positions.followStore(OTHER, consumer);
        verify(losses, times(2)).note(TOPIC.toString(), ONE.partition(), 50);
        verifyNoMoreInteractions(losses);
    }

    @Test
    void anOlderCopyOfTheStoreIsFollowedWhileNothingArrives() {
        stored(position(ONE, 50));
        positions.followStore(ONE, consumer);
        assertThat(consumer.position(ONE)).isEqualTo(50);

        stored(position(ONE, 30));
        positions.followStore(ONE, consumer);
        assertThat(consumer.position(ONE)).isEqualTo(30);
    }

    @Test
    void aStoreThatHoldsWhatThisConsumerReadLastIsNotFollowed() {
        stored(position(ONE, 50));
        positions.followStore(ONE, consumer);
        consumer.seek(ONE, 60);

        positions.followStore(ONE, consumer);

        assertThat(consumer.position(ONE)).as("fetched ahead of the store").isEqualTo(60);
    }

    private void stored(AppliedPosition... found) {
        Map<TopicPartition, AppliedPosition> byPartition = new HashMap<>();
        for (AppliedPosition position : found) {
            byPartition.put(position.partition().equals(PositionStore.key(ONE)) ? ONE : OTHER, position);
        }
        when(store.find(any())).thenReturn(byPartition);
    }

    private static AppliedPosition position(TopicPartition partition, long offset) {
        return new AppliedPosition(PositionStore.key(partition), TOPIC.toString(), offset, null);
    }

    private static ConsumerRecords<byte[], byte[]> records(long firstOfOne, long firstOfOther) {
        return new ConsumerRecords<>(
                Map.of(ONE, List.of(record(ONE, firstOfOne)), OTHER, List.of(record(OTHER, firstOfOther))), Map.of());
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null);
    }
}
