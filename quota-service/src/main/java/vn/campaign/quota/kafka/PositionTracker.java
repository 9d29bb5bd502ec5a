package vn.campaign.quota.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.quota.mongo.PositionStore;
import vn.campaign.quota.mongo.PositionStore.Move;
import vn.campaign.quota.mongo.StoreLosses;

/**
 * Keeps the consumer at the positions that are stored with the figures, whatever the group has committed. The store may hold
 * another position than this consumer last read or wrote, because an older copy was restored or another consumer was at work;
 * then the consumer seeks to it.
 */
@Component
class PositionTracker implements ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(PositionTracker.class);

    private final PositionStore store;
    private final StoreLosses losses;
    private final KafkaAdmin admin;

    /** What this consumer last read from the store or wrote to it; empty when the store holds no position. */
    private final Map<TopicPartition, Optional<AppliedPosition>> held = new ConcurrentHashMap<>();

    private final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();

    private volatile @Nullable String topicId;

    PositionTracker(PositionStore store, StoreLosses losses, KafkaAdmin admin) {
        this.store = store;
        this.losses = losses;
        this.admin = admin;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        topicId = null;
        partitions.forEach(held::remove);
        assigned.addAll(partitions);
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
    }

    /** The next record to count of each partition that this instance counts, as far as the store was read. */
    Map<TopicPartition, Long> next() {
        Map<TopicPartition, Long> next = new HashMap<>();
        held.forEach((partition, position) ->
                next.put(partition, position.map(AppliedPosition::offset).orElse(0L)));
        next.keySet().retainAll(assigned);
        return next;
    }

    /**
     * Whether the records are the next ones for the store. If those of one partition are not, seeks all partitions of the
     * batch, which is to be dropped as a whole: then nothing can fail after a seek.
     */
    boolean inSequence(ConsumerRecords<?, ?> records, Consumer<?, ?> consumer) {
        return followStore(
                records.partitions().stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                partition -> records.records(partition).get(0).offset())),
                consumer);
    }

    /** Seeks to the stored position while nothing arrives; the store may be unreachable, then the next idle event retries. */
    void followStore(TopicPartition partition, Consumer<?, ?> consumer) {
        try {
            followStore(Map.of(partition, consumer.position(partition)), consumer);
        } catch (RuntimeException unreachable) {
            log.debug("the stored position of {} cannot be read", partition, unreachable);
        }
    }

    /** Whether the offsets are the stored positions; if not, seeks all of the partitions to theirs. */
    private boolean followStore(Map<TopicPartition, Long> offsets, Consumer<?, ?> consumer) {
        Map<TopicPartition, Optional<AppliedPosition>> stored = stored(offsets.keySet());
        Map<TopicPartition, Long> next = new HashMap<>(offsets);
        next.replaceAll((partition, offset) -> same(stored.get(partition), held.get(partition))
                ? offset
                : start(partition, stored.get(partition), consumer));
        held.putAll(stored);
        if (next.equals(offsets)) {
            return true;
        }
        next.forEach(consumer::seek);
        log.info("seeking to the stored positions: {}", next);
        return false;
    }

    /** Moves the stored positions behind the records; where the store holds another one, the next batch finds out. */
    void move(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, Move> moves = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> batch = records.records(partition);
            AppliedPosition from = held.get(partition).orElse(null);
            AppliedPosition to = new AppliedPosition(
                    PositionStore.key(partition),
                    topicId(),
                    batch.get(batch.size() - 1).offset() + 1,
                    newest(batch, from == null ? null : from.newestReceivedAt()));
            moves.put(partition, new Move(from, to));
        }
        Set<TopicPartition> conflicts = store.move(moves);
        moves.forEach((partition, move) -> held.put(partition, Optional.of(move.to())));
        conflicts.forEach(held::remove);
    }

    private Map<TopicPartition, Optional<AppliedPosition>> stored(Set<TopicPartition> partitions) {
        Map<TopicPartition, AppliedPosition> found = store.find(partitions);
        return partitions.stream()
                .collect(Collectors.toMap(Function.identity(), partition -> Optional.ofNullable(found.get(partition))));
    }

    private static boolean same(Optional<AppliedPosition> one, @Nullable Optional<AppliedPosition> other) {
        return other != null
                && one.map(AppliedPosition::offset).equals(other.map(AppliedPosition::offset))
                && one.map(AppliedPosition::topicId).equals(other.map(AppliedPosition::topicId));
    }

    private long start(TopicPartition partition, Optional<AppliedPosition> stored, Consumer<?, ?> consumer) {
        long beginning = consumer.beginningOffsets(Set.of(partition)).get(partition);
        if (stored.isEmpty()) {
            log.info("the store has no position of {}: from the beginning", partition);
            noteLoss(partition, beginning, consumer);
            return beginning;
        }
        if (!stored.get().topicId().equals(topicId())) {
            log.warn("the stored position of {} belongs to another topic: from the beginning", partition);
            return beginning;
        }
        long offset = stored.get().offset();
        if (offset > consumer.endOffsets(Set.of(partition)).get(partition)) {
            log.warn("the stored position {} of {} is beyond its end: from the beginning", offset, partition);
            return beginning;
        }
        noteLoss(partition, offset, consumer);
        return Math.max(beginning, offset);
    }

    /** What the group has committed was once stored: a store whose position is behind that, or that has none, lost something. */
    private void noteLoss(TopicPartition partition, long position, Consumer<?, ?> consumer) {
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        if (committed != null && committed.offset() > position) {
            log.warn("the store lost what it had of {} from {} to {}", partition, position, committed.offset());
            losses.note(topicId(), partition.partition(), committed.offset());
        }
    }

    /** The id of the topic that is consumed. */
    String topicId() {
        String known = topicId;
        if (known == null) {
            known = admin.describeTopics(Topics.ACTIVATIONS)
                    .get(Topics.ACTIVATIONS)
                    .topicId()
                    .toString();
            topicId = known;
        }
        return known;
    }

    private static @Nullable Instant newest(List<ConsumerRecord<byte[], byte[]>> batch, @Nullable Instant before) {
        // The last record that can be read is as good as any: one partition's records arrive in the order of receipt.
        for (int i = batch.size() - 1; i >= 0; i--) {
            if (EventRecords.read(batch.get(i)) instanceof EventRecords.Readable readable) {
                Instant received = readable.event().receivedAt();
                return before == null || received.isAfter(before) ? received : before;
            }
        }
        return before;
    }
}
