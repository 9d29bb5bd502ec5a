package vn.campaign.dashboard.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.ProgressChanged;

/**
 * Hears which nodes changed: all partitions from their ends and without a group, since every instance must hear of every
 * change. It promises nothing; what it misses is found when the streams are refreshed.
 */
@Component
class Announcements implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    private final ConsumerFactory<?, ?> consumers;
    private final LiveViews views;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    Announcements(ConsumerFactory<?, ?> consumers, LiveViews views) {
        this.consumers = consumers;
        this.views = views;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread thread = new Thread(this::run, "announcements");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                    consumers.getConfigurationProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
                listen(consumer);
            } catch (KafkaException failure) {
                log.warn("announcements cannot be heard, streams follow by their refresh: {}", failure.toString());
                pause();
            }
        }
    }

    private void listen(Consumer<String, byte[]> consumer) {
        long looked = System.nanoTime() - LOOK_AGAIN_NANOS;
        while (isRunning()) {
            if (consumer.assignment().isEmpty() || System.nanoTime() - looked >= LOOK_AGAIN_NANOS) {
                looked = System.nanoTime();
                assignAll(consumer);
            }
            if (consumer.assignment().isEmpty()) {
                pause(); // quota-service has not made the topic yet
            } else {
                hear(consumer);
            }
        }
    }

    /** Partitions that are new start at their end; what was said in them before is found by a refresh. */
    private void assignAll(Consumer<String, byte[]> consumer) {
        Set<TopicPartition> all = new HashSet<>();
        consumer.partitionsFor(Topics.PROGRESS, ANSWER)
                .forEach(partition -> all.add(new TopicPartition(partition.topic(), partition.partition())));
        Set<TopicPartition> added = new HashSet<>(all);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            consumer.assign(all);
            consumer.seekToEnd(added);
            added.forEach(partition -> consumer.position(partition, ANSWER));
            log.info("listening to {} partitions of {}", all.size(), Topics.PROGRESS);
            views.missed();
        }
    }

    /** Hears one poll; a node that changed many times in it is told once. */
    private void hear(Consumer<String, byte[]> consumer) {
        Map<String, Set<String>> changed = new HashMap<>();
        for (ConsumerRecord<String, byte[]> heard : consumer.poll(POLL)) {
            for (ProgressChanged change : read(heard)) {
                Set<String> nodes = changed.computeIfAbsent(change.campaign(), campaign -> new HashSet<>());
                change.nodes().forEach(node -> nodes.add(node.node()));
            }
        }
        changed.forEach(views::changed);
    }

    private static List<ProgressChanged> read(ConsumerRecord<String, byte[]> heard) {
        try {
            return List.of(ContractJson.mapper().readValue(heard.value(), ProgressChanged.class));
        } catch (JacksonException unreadable) {
            log.warn("announcement {}-{} at {} cannot be read", heard.topic(), heard.partition(), heard.offset());
            return List.of();
        }
    }

    private void pause() {
        try {
            stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
