package vn.campaign.quota.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.Ports;
import vn.campaign.quota.QuotaApplication;
import vn.campaign.testing.TestIssuer;
import vn.campaign.testing.TestMongoDb;

/** A service that is told to end while it counts a batch counts it to the end, and leaves its group in good order. */
class ShutdownIT {

    private static final String DATABASE = "ended-" + System.nanoTime();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final HoldingClock clock = new HoldingClock();
    private BrokerProcess broker;
    private ConfigurableApplicationContext service;
    private MongoClient store;

    /** A clock that keeps whoever counts waiting: a batch is announced with the time. */
    static final class HoldingClock extends Clock {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().startsWith("counting")) {
                reached.countDown();
                try {
                    released.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException("the batch was not left in peace", interrupted);
                }
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start() {
        broker = new BrokerProcess(directory, Ports.free(), Ports.free());
        broker.start();
        service = new SpringApplicationBuilder(QuotaApplication.class, TestMongoDb.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(HoldingClock.class, () -> clock, definition -> definition.setPrimary(true)))
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--spring.mongodb.database=" + DATABASE,
                        "--campaign.topics.partitions=1",
                        "--campaign.access.issuer=" + TestIssuer.uri());
        store = MongoClients.create(
                service.getBean(MongoConnectionDetails.class).getConnectionString());
    }

    @AfterEach
    void stop() throws Exception {
        clock.released.countDown();
        service.close();
        broker.close();
        store.close();
    }

    @Test
    @SuppressWarnings("unchecked")
    void theBatchInHandIsCountedAndItsPositionStoredBeforeItLeaves() throws Exception {
        MongoTemplate mongo = new MongoTemplate(store, DATABASE);
        StoredFigures figures = new StoredFigures(mongo, "ended");
        figures.plan();
        List<ActivationEvent> one = figures.events(new Random(1), 1);
        MessageListenerContainer counting =
                service.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("counting");

        service.getBean(KafkaTemplate.class)
                .send(EventRecords.write(one.get(0)))
                .join();
        assertThat(clock.reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> ended = CompletableFuture.runAsync(service::close);
        await().atMost(PATIENCE).until(() -> !counting.isRunning());
        assertThat(position(mongo)).isNull();
        clock.released.countDown();

        assertThat(ended).succeedsWithin(PATIENCE);
        assertThat(ContractJson.fromDocument(position(mongo), AppliedPosition.class)
                        .offset())
                .isEqualTo(1);
        assertThat(figures.stored("commune")).isEqualTo(StoredFigures.expected(one, null));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.describeConsumerGroups(List.of("quota-service"))
                            .describedGroups()
                            .get("quota-service")
                            .get()
                            .members())
                    .isEmpty();
        }
    }

    private static Document position(MongoTemplate mongo) {
        return mongo.getCollection(CollectionNames.POSITIONS).find().first();
    }
}
