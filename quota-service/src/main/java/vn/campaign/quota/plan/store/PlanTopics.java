package vn.campaign.quota.plan.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.Topics;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.topic.TopicReader;

/**
 * Publishes and reads the plan documents of the plan topics. Of what was read, only versions stay in memory; the documents
 * themselves are read again when the store lacks them.
 */
@Component
class PlanTopics {

    private static final Logger LOG = LoggerFactory.getLogger(PlanTopics.class);
    private static final int MAX_IN_FLIGHT = 1000;

    /** Well below the time after which the consumer group gives up a consumer that counts and waits for a plan. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final PlanDocuments stored;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final KafkaTemplate<String, byte[]> kafka;

    // Each is only ever raised, by whoever reads: two who read the same do no harm, and none waits for the other.
    private final Map<Class<?>, Map<String, Long>> versions = new ConcurrentHashMap<>();
    private final Map<String, Long> newest = new ConcurrentHashMap<>();

    /** Up to where each partition was read. */
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

    PlanTopics(PlanDocuments stored, ConsumerFactory<byte[], byte[]> consumers, KafkaTemplate<String, byte[]> kafka) {
        this.stored = stored;
        this.consumers = consumers;
        this.kafka = kafka;
    }

    /** Stores changes where they are newer, then publishes them. */
    void putAndPublish(List<PlanChange> changes) {
        stored.putIfHigher(PlanChange.class, changes);
        publish(PlanChange.class, changes);
    }

    /**
     * Publishes documents that were written, as the store has them now: others may have written newer ones. What the store has
     * lost since then, because an older copy of it was restored, is published as it was written, and comes back from there.
     */
    <T extends PlanDocument> void publish(Class<T> type, Collection<T> written) {
        for (List<T> some : Chunks.of(written, MAX_IN_FLIGHT)) {
            Map<String, T> newest =
                    some.stream().collect(Collectors.toMap(PlanDocument::key, Function.identity(), PlanTopics::higher));
            stored.find(type, newest.keySet())
                    .forEach(document -> newest.merge(document.key(), document, PlanTopics::higher));
            List<? extends CompletableFuture<?>> sent = newest.values().stream()
                    .map(document -> kafka.send(PlanRecords.write(document)))
                    .toList();
            sent.forEach(CompletableFuture::join);
        }
    }

    /**
     * The versions up to the present end of the topics, by key. Of units and headers, what was read before is not read again;
     * the history only ever grows, and is rarely asked for.
     */
    Map<String, Long> versions(Class<? extends PlanDocument> type) {
        if (type == PlanChange.class) {
            Map<String, Long> history = new HashMap<>();
            toPresentEnd(new HashMap<>(), document -> {
                if (document instanceof PlanChange) {
                    history.put(document.key(), document.version());
                }
            });
            return history;
        }
        toPresentEnd(next, this::remember);
        return new HashMap<>(versions.getOrDefault(type, Map.of()));
    }

    /** The highest version of any document of a campaign up to the present end of the topics; 0 where there is none. */
    long newest(String campaign) {
        toPresentEnd(next, this::remember);
        return newest.getOrDefault(campaign, 0L);
    }

    private void remember(PlanDocument document) {
        newest.merge(document.campaign(), document.version(), Math::max);
        if (!(document instanceof PlanChange)) {
            versions.computeIfAbsent(document.getClass(), any -> new ConcurrentHashMap<>())
                    .merge(document.key(), document.version(), Math::max);
        }
    }

    /** The present ends of the topics: while they stay, {@link #versions} finds nothing new. */
    Map<TopicPartition, Long> positions() {
        try (TopicReader reader = reader()) {
            return reader.ends();
        }
    }

    /** The newest documents with the keys. */
    <T extends PlanDocument> Collection<T> find(Class<T> type, Set<String> keys) {
        Map<String, T> found = new HashMap<>();
        toPresentEnd(new HashMap<>(), document -> {
            if (type.isInstance(document) && keys.contains(document.key())) {
                found.merge(document.key(), type.cast(document), PlanTopics::higher);
            }
        });
        return found.values();
    }

    private static <T extends PlanDocument> T higher(T one, T other) {
        return one.version() > other.version() ? one : other;
    }

    /**
     * Reads the topics from where it was left to their present end.
     *
     * @param next is moved by what was read, so that a reading that took too long is continued
     */
    private void toPresentEnd(Map<TopicPartition, Long> next, Consumer<PlanDocument> each) {
        try (TopicReader reader = reader()) {
            Map<TopicPartition, Long> ends = reader.ends();
            Map<TopicPartition, Long> starts = reader.beginnings();
            // A topic that is shorter than what was read of it is another one.
            starts.replaceAll((partition, beginning) -> {
                long known = next.getOrDefault(partition, 0L);
                return known > ends.get(partition) ? beginning : Math.max(known, beginning);
            });
            reader.read(
                    starts,
                    ends,
                    records -> records.forEach(record -> {
                        read(record, each);
                        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                    }));
            next.putAll(ends);
        }
    }

    private TopicReader reader() {
        return new TopicReader(consumers, "plan-topics", LIMIT, Topics.UNITS, Topics.PLANS);
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, Consumer<PlanDocument> each) {
        try {
            PlanDocument document = record.value() == null ? null : PlanRecords.read(record.headers(), record.value());
            if (document == null) {
                throw new IllegalArgumentException("no plan record");
            }
            each.accept(document);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.warn(
                    "skipping {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.getMessage());
        }
    }
}
