package vn.campaign.reporting;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.campaign.contract.Topics;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.testing.TestIssuer;
import vn.campaign.testing.TestIssuerInitializer;
import vn.campaign.testing.TestKafka;

/** A whole reporting-service on a real port, and what stands on the other side of its broker. */
public final class Service implements AutoCloseable {

    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String READINESS = "/actuator/health/readiness";

    private final List<String> brokers;
    private final ConfigurableApplicationContext context;
    private final WebTestClient client;

    private Service(List<Class<?>> sources, String... settings) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                        "--server.port=0",
                                        "--server.address=127.0.0.1",
                                        "--management.server.port=0",
                                        "--campaign.access.rate.per-second=100000",
                                        "--campaign.access.rate.burst=100000",
                                        "--campaign.topics.partitions=3")
                                .filter(usual -> Stream.of(settings).noneMatch(each -> each.startsWith(name(usual)))),
                        Stream.of(settings))
                .toArray(String[]::new);
        context = new SpringApplicationBuilder(sources.toArray(Class[]::new))
                .initializers(new TestIssuerInitializer())
                .run(arguments);
        brokers = context.getBean(KafkaConnectionDetails.class).getBootstrapServers();
        client = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/report")
                .responseTimeout(Duration.ofMinutes(2))
                .defaultHeader("Authorization", "Bearer " + TestIssuer.token("gatherer", "reporter:*", "verifier:*"))
                .build();
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('=') + 1);
    }

    /** On the broker that tests share. */
    static Service start(String... settings) {
        return new Service(List.of(ReportingApplication.class, TestKafka.class), settings);
    }

    /** On a broker that a test controls. */
    static Service start(BrokerProcess broker, String... settings) {
        return new Service(
                List.of(ReportingApplication.class),
                Stream.concat(
                                Stream.of("--spring.kafka.bootstrap-servers=" + broker.bootstrapServers()),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    WebTestClient client() {
        return client;
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    boolean isLive() {
        return status(LIVENESS) == 200;
    }

    boolean isReady() {
        return status(READINESS) == 200;
    }

    Service awaitReady() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::isReady);
        return this;
    }

    /** As its metrics say, where they are told not to ignore it. */
    int requestsUnderWay() {
        return context.getBean(MeterRegistry.class).find("http.server.requests.active").longTaskTimers().stream()
                .mapToInt(LongTaskTimer::activeTasks)
                .sum();
    }

    /** An address of the port for operators. */
    String management(String path) {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port") + path;
    }

    private int status(String address) {
        return client.get()
                .uri(management(address))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    /** Sends a report's body and gives the status. */
    WebTestClient.ResponseSpec report(String address, String body) {
        return client.put()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** Publishes the test plan and waits until the service knows all of it. */
    Service knowing(int furtherLeaves) {
        publish(Stream.of(PlanRecords.write(TestPlan.header(3))));
        publish(Stream.concat(TestPlan.leaves(furtherLeaves), TestPlan.units().stream())
                .map(unit -> PlanRecords.write(unit)));
        var plans = context.getBean(PlanCopy.class);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> plans.campaign(TestPlan.CAMPAIGN)
                .filter(plan -> plan.unit(TestPlan.LEAF).isPresent()
                        && (furtherLeaves == 0
                                || plan.unit("u" + (furtherLeaves - 1)).isPresent()))
                .isPresent());
        return this;
    }

    void publish(Stream<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", brokers, "max.block.ms", 60_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (var each : sent) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /** All that stands on the topic of activations now. */
    List<ConsumerRecord<String, byte[]>> published() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        brokers,
                        "client.id",
                        UUID.randomUUID().toString()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ACTIVATIONS).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
