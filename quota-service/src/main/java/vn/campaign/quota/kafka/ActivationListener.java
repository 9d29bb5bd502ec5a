package vn.campaign.quota.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.event.ListenerContainerPartitionIdleEvent;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.plan.store.PlanReconciler;
import vn.campaign.quota.progress.BatchOutcome;
import vn.campaign.quota.progress.EventChunks;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.topic.ProgressChangedPublisher;

/**
 * Counts what units report. The order matters: first the figures are written, then changes are published, then the position
 * moves. A failure redelivers the whole batch, and counting is idempotent.
 */
@Component
class ActivationListener {

    private static final Logger log = LoggerFactory.getLogger(ActivationListener.class);

    private final PositionTracker positions;
    private final DeadLetterPublisher deadLetters;
    private final PlanReconciler plans;
    private final ProgressUpdater progress;
    private final ProgressChangedPublisher publisher;
    private final BatchObservation observation;

    ActivationListener(
            PositionTracker positions,
            DeadLetterPublisher deadLetters,
            PlanReconciler plans,
            ProgressUpdater progress,
            ProgressChangedPublisher publisher,
            BatchObservation observation) {
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.plans = plans;
        this.progress = progress;
        this.publisher = publisher;
        this.observation = observation;
    }

    @KafkaListener(id = "counting", topics = Topics.ACTIVATIONS, groupId = "quota-service", batch = "true")
    void count(ConsumerRecords<byte[], byte[]> records, Consumer<?, ?> consumer) {
        observation.around(records, () -> {
            if (positions.inSequence(records, consumer)) {
                apply(records);
                positions.move(records);
            }
        });
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
        deadLetters.publish(unreadable, positions.topicId());
        awaitPlans(events);
        for (List<ActivationEvent> chunk : EventChunks.of(events)) {
            BatchOutcome outcome = progress.apply(chunk);
            publisher.publish(outcome.nodes());
            observation.count(chunk.size(), outcome);
        }
    }

    /**
     * Returns when the store knows each campaign's version, or when it is sure that the version does not exist: a plan is
     * published before anything is checked against it, so the topics' end is later than the events.
     */
    private void awaitPlans(List<ActivationEvent> events) {
        Map<String, Long> versions = new HashMap<>();
        events.forEach(event -> versions.merge(event.campaign(), event.planVersion(), Math::max));
        versions.forEach((campaign, version) -> {
            if (!plans.knows(campaign, version)) {
                observation.countUnknownPlan();
                log.warn(
                        "events of {} name version {} of its plan, which does not exist; they are counted",
                        campaign,
                        version);
            }
        });
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
