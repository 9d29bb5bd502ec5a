package vn.campaign.quota.kafka;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;

/** Publishes records whose bytes were made elsewhere; a key that is no text arrives as it was, too. */
@Component
public class RawRecords implements DisposableBean {

    private final KafkaTemplate<byte[], byte[]> kafka;

    @SuppressWarnings("unchecked")
    RawRecords(ProducerFactory<?, ?> producers) {
        this.kafka = new KafkaTemplate<>(
                (ProducerFactory<byte[], byte[]>) producers,
                Map.of(
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.MAX_DEAD_LETTER));
    }

    /** Where the record is, once the broker has acknowledged it. */
    public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return kafka.send(record).thenApply(SendResult::getRecordMetadata);
    }

    @Override
    public void destroy() {
        kafka.destroy();
    }
}
