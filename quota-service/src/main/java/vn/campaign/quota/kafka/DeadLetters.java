package vn.campaign.quota.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.quota.mongo.DeadLetterBook;

/** Puts aside what cannot be read: as received on the dead-letter topic, and noted in the store for whoever asks. */
@Component
class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final DeadLetterBook book;
    private final Clock clock;
    private final Counter counter;

    @SuppressWarnings("unchecked")
    DeadLetters(ProducerFactory<?, ?> producers, DeadLetterBook book, Clock clock, MeterRegistry meters) {
        // A key that is no text must arrive as it was, too.
        this.kafka = new KafkaTemplate<>(
                (ProducerFactory<byte[], byte[]>) producers,
                Map.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class));
        this.book = book;
        this.clock = clock;
        this.counter = Counter.builder("campaign.events.dead.lettered")
                .description("records that could not be read or break the schema")
                .register(meters);
    }

    /** Returns when the broker and the store have it. */
    void publish(ConsumerRecord<byte[], byte[]> record, String reason) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, record.topic().getBytes(UTF_8))
                .add(KafkaHeaders.DLT_ORIGINAL_PARTITION, text(record.partition()))
                .add(KafkaHeaders.DLT_ORIGINAL_OFFSET, text(record.offset()))
                .add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason.getBytes(UTF_8));
        kafka.send(new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), headers))
                .join();
        book.note(new DeadLetter(record.topic(), record.partition(), record.offset(), reason, clock.instant()));
        counter.increment();
        LOG.warn(
                "{}-{}@{} went to {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                Topics.DEAD_LETTERS,
                reason);
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
