package vn.campaign.quota.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

    /** What the broker has and the store has not noted yet. */
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    DeadLetterPublisher(
            KafkaTemplate<byte[], byte[]> kafka, DeadLetterStore deadLetters, Clock clock, MeterRegistry meters) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.counter = Counter.builder("campaign.events.dead.lettered")
                .description("records that could not be read or break the schema")
                .register(meters);
    }

    /**
     * Returns when the broker has acknowledged all of them and the store has noted them. What is noted or acknowledged already
     * is not published again, so a batch that is retried has each dead letter once.
     *
     * @param topicId of the topic that they were read from
     */
    void publish(Map<ConsumerRecord<byte[], byte[]>, String> unreadable, String topicId) {
        Map<DeadLetter, ConsumerRecord<byte[], byte[]>> letters = withoutNoted(unreadable, topicId);
        if (letters.isEmpty()) {
            return;
        }
        // All at once: a recoverer would wait a round trip for each (decision 24).
        CompletableFuture<?>[] sent = letters.entrySet().stream()
                .map(letter -> send(letter.getValue(), letter.getKey()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).join();
        List<DeadLetter> notes = List.copyOf(letters.keySet());
        deadLetters.save(notes);
        notes.forEach(note -> acknowledged.remove(place(note)));
        counter.increment(notes.size());
        log.warn(
                "{} unreadable records went to {}, the first of them: {}",
                notes.size(),
                Topics.DEAD_LETTERS,
                notes.get(0));
    }

    private Map<DeadLetter, ConsumerRecord<byte[], byte[]>> withoutNoted(
            Map<ConsumerRecord<byte[], byte[]>, String> unreadable, String topicId) {
        Map<DeadLetter, ConsumerRecord<byte[], byte[]>> letters = new LinkedHashMap<>();
        unreadable.forEach((record, reason) -> letters.put(note(record, topicId, printable(reason)), record));
        Map<String, DeadLetter> noted =
                deadLetters.find(letters.keySet().stream().map(DeadLetter::key).toList());
        letters.keySet()
                .removeIf(note -> noted.containsKey(note.key())
                        && topicId.equals(noted.get(note.key()).topicId()));
        return letters;
    }

    private CompletableFuture<?> send(ConsumerRecord<byte[], byte[]> record, DeadLetter note) {
        return acknowledged.contains(place(note))
                ? CompletableFuture.completedFuture(null)
                : kafka.send(letter(record, note.reason())).thenRun(() -> acknowledged.add(place(note)));
    }

    private static String place(DeadLetter note) {
        return note.topicId() + '/' + note.key();
    }

    private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, String reason) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, record.topic().getBytes(UTF_8))
                .add(KafkaHeaders.DLT_ORIGINAL_PARTITION, text(record.partition()))
                .add(KafkaHeaders.DLT_ORIGINAL_OFFSET, text(record.offset()))
                .add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason.getBytes(UTF_8));
        return new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), headers);
    }

    private DeadLetter note(ConsumerRecord<byte[], byte[]> record, String topicId, String reason) {
        return new DeadLetter(
                record.topic(), topicId, record.partition(), record.offset(), reason, clock.instant(), null);
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
