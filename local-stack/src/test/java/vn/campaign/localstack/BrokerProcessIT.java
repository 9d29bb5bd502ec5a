package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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
import org.apache.kafka.common.record.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessIT {

    private static final int RECORDS = 1_000;

    @TempDir
    static Path directory;

    static BrokerProcess broker;

    @BeforeAll
    static void start() throws IOException {
        broker = new BrokerProcess(directory, Ports.free(), Ports.free());
        Files.createFile(Files.createDirectory(halfFormatted()).resolve("meta.properties"));
        // How far each partition is flushed is written down soon and often, for the power cut.
        broker.set("log.initial.task.delay.ms", "100");
        broker.set("log.flush.offset.checkpoint.interval.ms", "100");
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void keepsAcknowledgedRecordsWhenItIsKilled() throws Exception {
        createTopic("killed");
        List<String> sent =
                IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList();
        produce("killed", sent);

        broker.kill();
        assertThat(broker.isAlive()).isFalse();
        broker.start();

        assertThat(consume("killed", "consumer")).containsExactlyElementsOf(sent);
        assertThat(consume("killed", "classic")).containsExactlyElementsOf(sent);
    }

    /** A kill leaves what the system has not written yet; a power cut takes it. */
    @Test
    void keepsAcknowledgedRecordsInAPowerCut() throws Exception {
        createTopic("cut");
        List<String> sent =
                IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList();
        produce("cut", sent);
        Path flushed = broker.dataFiles().resolve("recovery-point-offset-checkpoint");
        FileTime acknowledged = FileTime.from(Instant.now());
        await().until(() ->
                Files.exists(flushed) && Files.getLastModifiedTime(flushed).compareTo(acknowledged) > 0);

        broker.kill();
        loseWhatIsNotFlushed("cut", flushed);
        broker.start();

        assertThat(consume("cut", "consumer")).containsExactlyElementsOf(sent);
    }

    /** The checkpoint has a line for each partition: topic, partition, and the first offset that is not flushed. */
    private static void loseWhatIsNotFlushed(String topic, Path checkpoint) throws IOException {
        long end = Files.readAllLines(checkpoint).stream()
                .filter(line -> line.startsWith(topic + " 0 "))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
        Path log = broker.dataFiles().resolve(topic + "-0").resolve("00000000000000000000.log");
        try (FileRecords records = FileRecords.open(log.toFile())) {
            int position = 0;
            for (FileChannelRecordBatch batch : records.batches()) {
                if (batch.lastOffset() < end) {
                    position = batch.position() + batch.sizeInBytes();
                }
            }
            records.truncateTo(position);
        }
    }

    /** A cut while it formats leaves a part of a format, with which no broker can start. */
    @Test
    void hasStartedAfterAFormatThatDidNotEnd() {
        assertThat(halfFormatted()).doesNotExist();
    }

    private static Path halfFormatted() {
        return broker.dataFiles().resolveSibling("data.next");
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
                groupProtocol,
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
