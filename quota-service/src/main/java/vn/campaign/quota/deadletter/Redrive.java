package vn.campaign.quota.deadletter;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.DeadLetter.Redriven;
import vn.campaign.quota.mongo.DeadLetterStore;

/**
 * Publishes dead letters again, as they were received. Counting is idempotent, so doing it twice changes no figure; a record
 * that still cannot be read becomes a dead letter again.
 */
@Component
class Redrive {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final DeadLetterTopic topic;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final DeadLetterStore deadLetters;
    private final Clock clock;

    Redrive(DeadLetterTopic topic, KafkaTemplate<byte[], byte[]> kafka, DeadLetterStore deadLetters, Clock clock) {
        this.topic = topic;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** A dead letter that was put back, and the place where it is now. */
    record Redelivery(DeadLetterId id, int partition, long offset) {}

    /** Returns what was put back, once the broker has acknowledged it and the store has noted it. */
    List<Redelivery> redrive(Collection<DeadLetterId> ids, String by) {
        List<Redelivery> redriven = new ArrayList<>();
        topic.read(ids, found -> {
            RecordMetadata written = kafka.send(asReceived(found)).join().getRecordMetadata();
            Redriven how = new Redriven(clock.instant(), by, written.partition(), written.offset());
            DeadLetterSummary letter = DeadLetterSummary.of(found);
            deadLetters.save(List.of(new DeadLetter(
                    letter.topic(), letter.partition(), letter.offset(), letter.reason(), letter.at(), how)));
            audit.info("REDRIVEN dead letter {} to {}-{} by {}", letter.id(), how.partition(), how.offset(), by);
            redriven.add(new Redelivery(letter.id(), how.partition(), how.offset()));
        });
        return redriven;
    }

    private static ProducerRecord<byte[], byte[]> asReceived(ConsumerRecord<byte[], byte[]> letter) {
        return new ProducerRecord<>(
                Topics.ACTIVATIONS,
                null,
                letter.key(),
                letter.value(),
                DeadLetterSummary.received(letter).toList());
    }
}
