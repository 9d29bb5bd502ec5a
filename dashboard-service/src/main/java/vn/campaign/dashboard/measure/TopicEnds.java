package vn.campaign.dashboard.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;

/** Where the topic of reports ends; no record of it is read. */
@Component
class TopicEnds implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConsumerFactory<?, ?> consumers;
    private Consumer<byte[], byte[]> consumer;

    TopicEnds(ConsumerFactory<?, ?> consumers) {
        this.consumers = consumers;
    }

    /**
     * The next offset that will be written, by the partitions' keys; empty while the topic does not exist.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer, or not to this service
     */
    synchronized Map<String, Long> read() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(
                    consumers.getConfigurationProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ACTIVATIONS, PATIENCE).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        Map<String, Long> ends = new HashMap<>();
        consumer.endOffsets(partitions, PATIENCE)
                .forEach((found, end) -> ends.put(Keys.partition(found.topic(), found.partition()), end));
        return ends;
    }

    @Override
    public synchronized void destroy() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
