package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
import vn.campaign.quota.progress.Counting;

/**
 * Counts what units report. The order of the steps is the promise: figures written, changes announced, position moved. A
 * failure anywhere delivers the whole batch again, which changes no figure.
 */
@Component
class ActivationListener {

    private final Positions positions;
    private final DeadLetters deadLetters;
    private final PlanGate planGate;
    private final Counting counting;
    private final Announcements announcements;
    private final Counter applied;
    private final Timer applying;

    ActivationListener(
            Positions positions,
            DeadLetters deadLetters,
            PlanGate planGate,
            Counting counting,
            Announcements announcements,
            MeterRegistry meters) {
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.planGate = planGate;
        this.counting = counting;
        this.announcements = announcements;
        this.applied = Counter.builder("campaign.events.applied")
                .description("events whose figures are written, redelivered ones included")
                .register(meters);
        this.applying = Timer.builder("campaign.batch.apply")
                .description("from a batch's arrival to its position moved")
                .register(meters);
    }

    @KafkaListener(id = "counting", topics = Topics.ACTIVATIONS, groupId = "quota-service", batch = "true")
    void count(ConsumerRecords<byte[], byte[]> records, Consumer<?, ?> consumer) {
        applying.record(() -> {
            if (positions.inSequence(records, consumer)) {
                apply(records);
                positions.move(records);
            }
        });
    }

    private void apply(ConsumerRecords<byte[], byte[]> records) {
        List<ActivationEvent> events = new ArrayList<>(records.count());
        Map<ConsumerRecord<byte[], byte[]>, String> unreadable = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            EventRecords.Reading reading = EventRecords.read(record);
            if (reading instanceof EventRecords.Readable readable) {
                events.add(readable.event());
            } else if (reading instanceof EventRecords.Unreadable poison) {
                unreadable.put(record, poison.reason());
            }
        }
        deadLetters.publish(unreadable);
        planGate.await(events);
        announcements.publish(counting.apply(events));
        applied.increment(events.size());
    }

    /** A partition on which nothing arrives may still lack something: an older copy of the store was put back. */
    @EventListener
    void idle(ListenerContainerPartitionIdleEvent event) {
        positions.followStore(event.getTopicPartition(), event.getConsumer());
    }
}
