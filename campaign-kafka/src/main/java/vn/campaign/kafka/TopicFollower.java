package vn.campaign.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.scheduling.TaskScheduler;

/**
 * A listener container with all partitions of its topics assigned, so that every instance reads every record. It
 * belongs to no consumer group and commits nothing. Start-up does not wait for Kafka: the container starts once the
 * topics exist, and again when partitions were added or an {@link Error} ended it.
 */
public final class TopicFollower<K, V> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PARTITIONS_INTERVAL = Duration.ofMinutes(1);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_INTERVAL = Duration.ofMillis(500);

    private final String name;
    private final List<String> topics;
    private final SeekPosition start;
    private final ConsumerFactory<K, V> consumers;
    private final TaskScheduler scheduler;
    private final TopicListener<K, V> listener;

    private volatile @Nullable ScheduledFuture<?> checks;
    private volatile @Nullable KafkaMessageListenerContainer<K, V> container;
    private volatile Instant complete = Instant.EPOCH;
    private Set<TopicPartition> assigned = Set.of();
    private @Nullable Delivery delivery;

    /**
     * @param name of the container, and so of its thread
     * @param start {@code BEGINNING} or {@code END}
     * @param scheduler looks for added partitions; a look without a broker takes seconds
     */
    public TopicFollower(
            String name,
            List<String> topics,
            SeekPosition start,
            ConsumerFactory<K, V> consumers,
            TaskScheduler scheduler,
            TopicListener<K, V> listener) {
        this.name = name;
        this.topics = topics;
        this.start = start;
        this.consumers = consumers;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** How long ago the listener was last known to have received all that the topics held; since the start, if never. */
    public Duration age() {
        return Duration.between(complete, scheduler.getClock().instant());
    }

    @Override
    public void start() {
        complete = scheduler.getClock().instant();
        checks = scheduler.schedule(this::assignAll, last -> {
            var now = scheduler.getClock().instant();
            Duration pause = isFollowing() ? PARTITIONS_INTERVAL : RETRY_INTERVAL;
            return last.lastCompletion() == null ? now : now.plus(pause);
        });
    }

    @Override
    public synchronized void stop() {
        checks.cancel(false);
        checks = null;
        stopContainer();
    }

    @Override
    public boolean isRunning() {
        return checks != null;
    }

    private boolean isFollowing() {
        return container != null && container.isRunning();
    }

    private synchronized void assignAll() {
        if (!isRunning()) {
            return;
        }
        try {
            if (!isFollowing()) {
                listener.beforeAssignment();
            }
            Instant asked = scheduler.getClock().instant();
            Map<TopicPartition, Long> ends = ends();
            if (!isFollowing() || !ends.keySet().equals(assigned)) {
                stopContainer();
                startContainer(ends.keySet());
            }
            delivery.expect(new Ends(ends, asked));
        } catch (RuntimeException failed) {
            log.warn("{}: the partitions of {} are not known, trying again: {}", name, topics, failed.toString());
        }
    }

    private Map<TopicPartition, Long> ends() {
        try (Consumer<K, V> consumer = consumers.createConsumer(null, name, "-partitions")) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> partitions(consumer, topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            return new HashMap<>(consumer.endOffsets(partitions, METADATA_TIMEOUT));
        }
    }

    private static List<PartitionInfo> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, METADATA_TIMEOUT);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic + " yet");
        }
        return partitions;
    }

    private void startContainer(Set<TopicPartition> partitions) {
        delivery = new Delivery();
        var properties = new ContainerProperties(partitions.stream()
                .map(partition -> new TopicPartitionOffset(partition, null, start))
                .toArray(TopicPartitionOffset[]::new));
        properties.setMessageListener(delivery);
        properties.setAckMode(AckMode.MANUAL);
        properties.setPollTimeout(IDLE_INTERVAL.toMillis());
        properties.setIdleEventInterval(IDLE_INTERVAL.toMillis());
        properties.setIdleBeforeDataMultiplier(1);
        container = new KafkaMessageListenerContainer<>(consumers, properties);
        container.setBeanName(name);
        container.start();
        assigned = partitions;
        log.info("{}: following {} partitions of {}", name, partitions.size(), topics);
    }

    private void stopContainer() {
        if (container != null) {
            container.stop();
            container = null;
        }
    }

    /** Where the partitions ended when Kafka was asked. */
    private record Ends(Map<TopicPartition, Long> offsets, Instant asked) {

        boolean reachedBy(ToLongFunction<TopicPartition> position) {
            return offsets.entrySet().stream().allMatch(end -> position.applyAsLong(end.getKey()) >= end.getValue());
        }
    }

    /** Notes when ends are reached: after a batch, or without one where the topics are empty. The listener is told of the first. */
    private final class Delivery implements BatchConsumerAwareMessageListener<K, V>, ConsumerSeekAware {

        private volatile @Nullable Ends expected;
        private boolean caughtUp;

        /** Ends that are still to be reached go before newer ones. */
        void expect(Ends ends) {
            if (expected == null) {
                expected = ends;
            }
        }

        @Override
        public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
            listener.afterAssignment();
        }

        @Override
        public void onMessage(List<ConsumerRecord<K, V>> records, Consumer<?, ?> consumer) {
            listener.onRecords(records);
            noteProgress(consumer::position);
        }

        @Override
        public void onIdleContainer(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
            noteProgress(positions::get);
        }

        private void noteProgress(ToLongFunction<TopicPartition> position) {
            Ends ends = expected;
            if (ends != null && ends.reachedBy(position)) {
                if (!caughtUp) {
                    caughtUp = true;
                    listener.onCaughtUp();
                }
                complete = ends.asked();
                expected = null;
            }
        }
    }
}
