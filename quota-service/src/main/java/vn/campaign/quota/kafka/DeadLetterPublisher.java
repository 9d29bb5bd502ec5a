package vn.campaign.quota.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.quota.mongo.DeadLetterStore;

/** Publishes unreadable records as received to the dead-letter topic, and notes them in the store, where receipts are asked for. */
@Component
class DeadLetterPublisher {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterPublisher.class);
    private static final int MAX_REASON = 300;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final DeadLetterStore deadLetters;
    private final Clock clock;
    private final Counter counter;

    DeadLetterPublisher(
            KafkaTemplate<byte[], byte[]> kafka, DeadLetterStore deadLetters, Clock clock, MeterRegistry meters) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.counter = Counter.builder("campaign.events.dead.lettered")
                .description("records that could not be read or break the schema")
                .register(meters);
    }

    /** Returns when the broker has acknowledged all of them and the store has noted them. */
    void publish(Map<ConsumerRecord<byte[], byte[]>, String> unreadable) {
        if (unreadable.isEmpty()) {
            return;
        }
        // All at once: a recoverer would wait a round trip for each (decision 24).
        List<CompletableFuture<?>> sent = new ArrayList<>();
        List<DeadLetter> notes = new ArrayList<>();
        unreadable.forEach((record, reason) -> {
            sent.add(kafka.send(letter(record, printable(reason))));
            notes.add(note(record, printable(reason)));
        });
        sent.forEach(CompletableFuture::join);
        deadLetters.save(notes);
        counter.increment(notes.size());
        log.warn(
                "{} unreadable records went to {}, the first of them: {}",
                notes.size(),
                Topics.DEAD_LETTERS,
                notes.get(0));
    }

    private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, String reason) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, record.topic().getBytes(UTF_8))
                .add(KafkaHeaders.DLT_ORIGINAL_PARTITION, text(record.partition()))
                .add(KafkaHeaders.DLT_ORIGINAL_OFFSET, text(record.offset()))
                .add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason.getBytes(UTF_8));
        return new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), headers);
    }

    private DeadLetter note(ConsumerRecord<byte[], byte[]> record, String reason) {
        return new DeadLetter(record.topic(), record.partition(), record.offset(), reason, clock.instant(), null);
    }

    /** A reason may quote the record: it stays short, in one line, and encodable. */
    private static String printable(String reason) {
        return reason.codePoints()
                .limit(MAX_REASON)
                .map(each ->
                        Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE ? '?' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
