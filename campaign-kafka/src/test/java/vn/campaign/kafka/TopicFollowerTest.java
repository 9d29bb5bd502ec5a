package vn.campaign.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class TopicFollowerTest {

    private static EmbeddedKafkaBroker broker;

    /** Looks for partitions all the time, not every minute. */
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler() {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
            return scheduleWithFixedDelay(task, Duration.ofMillis(200));
        }
    };

    /** What the listener was told, in order. */
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    /** So many batches end the listener. */
    private final AtomicInteger failures = new AtomicInteger();

    /** Whether the listener keeps the batch that it is given. */
    private volatile boolean holding;

    @BeforeAll
    static void startBroker() {
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of("auto.create.topics.enable", "false"));
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @AfterEach
    void stopScheduler() {
        scheduler.destroy();
    }

    @Test
    void readsEveryPartitionFromItsBeginningAndThenWhatIsAdded() throws Exception {
        create("old", 2);
        send("old", 0, "a");
        send("old", 1, "b");

        TopicFollower<String, String> follower = follow("old", SeekPosition.BEGINNING);
        await().until(() -> told.contains("caught up"));
        assertThat(told).containsExactlyInAnyOrder("before", "assigned", "a", "b", "caught up");
        assertThat(told).last().isEqualTo("caught up");

        send("old", 0, "c");
        await().until(() -> told.contains("c"));
        follower.stop();
    }

    @Test
    void waitsForATopicAndHasCaughtUpWithOneThatIsEmpty() throws Exception {
        TopicFollower<String, String> follower = follow("late", SeekPosition.BEGINNING);
        await().until(() -> told.size() > 1);
        assertThat(told).containsOnly("before");

        create("late", 1);
        await().until(() -> told.contains("caught up"));
        follower.stop();
    }

    @Test
    void readsPartitionsThatAreAdded() throws Exception {
        create("grown", 1);
        TopicFollower<String, String> follower = follow("grown", SeekPosition.BEGINNING);
        await().until(() -> told.contains("caught up"));

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            admin.createPartitions(Map.of("grown", NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
        send("grown", 1, "added");
        await().until(() -> told.contains("added"));
        follower.stop();
    }

    @Test
    void followsFromTheEnd() throws Exception {
        create("news", 1);
        send("news", 0, "missed");
        TopicFollower<String, String> follower = follow("news", SeekPosition.END);
        await().until(() -> told.contains("caught up"));
        send("news", 0, "heard");
        await().until(() -> told.contains("heard"));
        assertThat(told).doesNotContain("missed");
        follower.stop();
    }

    @Test
    void isStartedAgainAfterAnError() throws Exception {
        create("fatal", 1);
        send("fatal", 0, "a");
        failures.set(2);
        TopicFollower<String, String> follower = follow("fatal", SeekPosition.BEGINNING);
        await().until(() -> told.contains("caught up"));
        assertThat(told).containsOnlyOnce("a", "caught up");
        follower.stop();
    }

    @Test
    void ageIsTheTimeSinceTheEndsWereReached() throws Exception {
        create("aged", 1);
        TopicFollower<String, String> follower = follow("aged", SeekPosition.BEGINNING);
        await().until(() -> told.contains("caught up"));
        holding = true;
        send("aged", 0, "held");
        await().until(() -> follower.age().toSeconds() >= 1);

        Instant released = Instant.now();
        holding = false;
        await().until(() -> follower.age().compareTo(Duration.between(released, Instant.now())) < 0);
        follower.stop();
    }

    private TopicFollower<String, String> follow(String topic, SeekPosition start) {
        scheduler.initialize();
        var consumers = new DefaultKafkaConsumerFactory<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "allow.auto.create.topics", false),
                new StringDeserializer(),
                new StringDeserializer());
        var follower = new TopicFollower<>("follower", List.of(topic), start, consumers, scheduler, new Told());
        follower.start();
        return follower;
    }

    private static void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(String topic, int partition, String value)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.getBrokersAsString()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, "key", value)).get();
        }
    }

    private final class Told implements TopicListener<String, String> {

        @Override
        public void beforeAssignment() {
            told.add("before");
        }

        @Override
        public void afterAssignment() {
            told.add("assigned");
        }

        @Override
        public void onRecords(List<ConsumerRecord<String, String>> records) {
            if (failures.getAndDecrement() > 0) {
                throw new StackOverflowError("by the test");
            }
            await().until(() -> !holding);
            records.forEach(record -> told.add(record.value()));
        }

        @Override
        public void onCaughtUp() {
            told.add("caught up");
        }
    }
}
