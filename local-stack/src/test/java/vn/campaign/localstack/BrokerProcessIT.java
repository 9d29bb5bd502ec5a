package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerProcessIT {

    private static final int RECORDS = 1_000;

    @TempDir
    static Path directory;

    static BrokerProcess broker;

    @BeforeAll
    static void start() {
        broker = new BrokerProcess(directory, Ports.free(), Ports.free());
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void keepsAcknowledgedRecordsWhenItIsKilled(String groupProtocol) throws Exception {
        String topic = "killed-" + groupProtocol;
        createTopic(topic);
        List<String> sent =
                IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList();
        produce(topic, sent);

        broker.kill();
        assertThat(broker.isAlive()).isFalse();
        broker.start();

        assertThat(consume(topic, groupProtocol)).containsExactlyElementsOf(sent);
    }

    @Test
    void createsNoTopicByItself() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("nowhere"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private static void createTopic(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void produce(String topic, List<String> values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var acknowledgements = values.stream()
                    .map(value -> producer.send(new ProducerRecord<>(topic, value)))
                    .toList();
            for (var acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        }
    }

    private static List<String> consume(String topic, String groupProtocol) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                topic,
                "group.protocol",
                groupProtocol,
                "auto.offset.reset",
                "earliest");
        var received = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (received.size() < RECORDS && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> received.add(record.value()));
            }
        }
        return received;
    }
}
