package vn.campaign.reporting.kafka;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.reporting.plan.PlanCopy;

/**
 * Keeps the copy of the plan current: reads the plan's topics from their beginning, then whatever is added. Every
 * instance reads all of it, so it belongs to no consumer group. Without Kafka it tries again until there is one.
 */
public final class PlanFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PlanFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Runnable makeTopics;
    private final PlanCopy plans;
    private volatile Thread thread;

    /**
     * @param consumers each call gives a new consumer
     * @param makeTopics makes the topics that do not exist yet
     */
    public PlanFollower(Supplier<Consumer<String, byte[]>> consumers, Runnable makeTopics, PlanCopy plans) {
        this.consumers = consumers;
        this.makeTopics = makeTopics;
        this.plans = plans;
    }

    @Override
    public void start() {
        thread = new Thread(this::run, "plan-follower");
        thread.setDaemon(true);
        thread.start();
    }

    /** The thread sees it after its next poll; interrupting it would keep its consumer from closing in good order. */
    @Override
    public void stop() {
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                makeTopics.run();
                follow(consumer);
            } catch (RuntimeException failed) {
                // Whatever it was: an instance that follows no more would answer from a plan that grows old.
                log.warn("The plan cannot be followed, trying again: {}", failed.toString());
                pause();
            }
        }
    }

    /** Returns when there is reason to begin again: a topic has got more partitions. */
    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (isRunning() && partitions.equals(partitions(consumer))) {
            consumer.poll(POLL).forEach(this::apply);
            if (!plans.complete() && reached(ends, consumer)) {
                plans.markComplete();
                log.info("The plan is known: {} campaigns", plans.headers().size());
            }
        }
    }

    private static boolean reached(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** From what the consumer knows already, but for the first time. */
    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        return Stream.of(Topics.PLANS, Topics.UNITS)
                .flatMap(topic -> {
                    List<PartitionInfo> known = consumer.partitionsFor(topic);
                    if (known == null || known.isEmpty()) {
                        throw new IllegalStateException("there is no topic " + topic + " yet");
                    }
                    return known.stream();
                })
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        String type = String.valueOf(CloudEvents.type(record.headers()));
        try {
            switch (type) {
                case PlanRecords.CAMPAIGN_PLANNED -> plans.put(read(record, CampaignHeader.class));
                case PlanRecords.UNIT_PLANNED -> plans.put(read(record, UnitPlan.class));
                default -> log.trace("{} is not needed here", type);
            }
        } catch (RuntimeException unreadable) {
            // Reading it again would not help, and the rest of the plan is still good.
            log.error(
                    "Passed over {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.toString());
        }
    }

    private static <T> T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        return ContractJson.mapper().readValue(record.value(), type);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
