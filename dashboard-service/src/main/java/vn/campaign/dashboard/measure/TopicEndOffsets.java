package vn.campaign.dashboard.measure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;

/** Where the topic of reports ends; no record of it is read. */
@Component
class TopicEndOffsets implements DisposableBean {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ConsumerFactory<?, ?> consumers;
    private @Nullable Consumer<?, ?> consumer;

    TopicEndOffsets(ConsumerFactory<?, ?> consumers) {
        this.consumers = consumers;
    }

    /**
     * The next offset that will be written, by the partitions' keys; empty while the topic does not exist.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer, or not to this service
     */
    synchronized Map<String, Long> read() {
        if (consumer == null) {
            consumer = consumers.createConsumer(null, "end-offsets");
        }
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ACTIVATIONS, TIMEOUT).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        return consumer.endOffsets(partitions, TIMEOUT).entrySet().stream()
                .collect(Collectors.toMap(
                        end -> Keys.partition(end.getKey().topic(), end.getKey().partition()), Map.Entry::getValue));
    }

    @Override
    public synchronized void destroy() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
