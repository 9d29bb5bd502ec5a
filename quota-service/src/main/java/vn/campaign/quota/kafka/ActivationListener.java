package vn.campaign.quota.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.event.ListenerContainerPartitionIdleEvent;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.progress.BatchOutcome;
import vn.campaign.quota.progress.EventChunks;
import vn.campaign.quota.progress.ProgressUpdater;

/**
 * Counts what units report. The order matters: first the figures are written, then changes are published, then the position
 * moves. A failure redelivers the whole batch, and counting is idempotent.
 */
@Component
class ActivationListener {

    private final PositionTracker positions;
    private final DeadLetterPublisher deadLetters;
    private final PlanVersionBarrier planVersions;
    private final ProgressUpdater progress;
    private final ProgressChangedPublisher publisher;
    private final BatchMetrics metrics;
    private final BatchTracing tracing;

    ActivationListener(
            PositionTracker positions,
            DeadLetterPublisher deadLetters,
            PlanVersionBarrier planVersions,
            ProgressUpdater progress,
            ProgressChangedPublisher publisher,
            BatchMetrics metrics,
            BatchTracing tracing) {
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.planVersions = planVersions;
        this.progress = progress;
        this.publisher = publisher;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    @KafkaListener(id = "counting", topics = Topics.ACTIVATIONS, groupId = "quota-service", batch = "true")
    void count(ConsumerRecords<byte[], byte[]> records, Consumer<?, ?> consumer) {
        tracing.around(
                records,
                () -> metrics.time(() -> {
                    if (positions.inSequence(records, consumer)) {
                        apply(records);
                        positions.move(records);
                    }
                }));
    }

    private void apply(ConsumerRecords<byte[], byte[]> records) {
        List<ActivationEvent> events = new ArrayList<>(records.count());
        Map<ConsumerRecord<byte[], byte[]>, String> unreadable = new LinkedHashMap<>();
        for (Received received : read(records)) {
            if (received.reading() instanceof EventRecords.Readable readable) {
                events.add(readable.event());
            } else if (received.reading() instanceof EventRecords.Unreadable poison) {
                unreadable.put(received.record(), poison.reason());
            }
        }
        deadLetters.publish(unreadable);
        planVersions.await(events);
        for (List<ActivationEvent> chunk : EventChunks.of(events)) {
            BatchOutcome outcome = progress.apply(chunk);
            publisher.publish(outcome.nodes());
            metrics.count(chunk.size(), outcome);
        }
    }

    /** On all cores: to parse a record and check its hash is the larger part of what the listener itself does. */
    private static List<Received> read(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
        records.forEach(all::add);
        return all.parallelStream()
                .map(record -> new Received(record, EventRecords.read(record)))
                .toList();
    }

    private record Received(ConsumerRecord<byte[], byte[]> record, EventRecords.Reading reading) {}

    /** Nothing arrives, but an older copy of the store may have been restored. */
    @EventListener
    void idle(ListenerContainerPartitionIdleEvent event) {
        positions.followStore(event.getTopicPartition(), event.getConsumer());
    }
}
