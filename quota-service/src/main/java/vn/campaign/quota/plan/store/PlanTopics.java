package vn.campaign.quota.plan.store;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.quota.topic.TopicReader;

/**
 * The plan topics, read from their beginning and then on: which version of what they hold. Only versions stay in memory;
 * the documents themselves are read again when the store lacks them.
 */
@Component
class PlanTopics {

    private static final Logger LOG = LoggerFactory.getLogger(PlanTopics.class);
    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    /** The collection that holds what a type of record tells. */
    private static final Map<String, String> COLLECTIONS = Map.of(
            PlanRecords.CAMPAIGN_PLANNED, CollectionNames.CAMPAIGNS,
            PlanRecords.UNIT_PLANNED, CollectionNames.UNITS,
            PlanRecords.PLAN_CHANGED, CollectionNames.PLAN_CHANGES);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final Map<String, Map<String, Long>> versions = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    PlanTopics(ConsumerFactory<byte[], byte[]> consumers) {
        this.consumers = consumers;
    }

    /** Receives one plan document of a topic. */
    interface Reader {
        void read(String collection, String key, Map<String, Object> document);
    }

    /** The versions on the topics up to their present end, by key; what was read before is not read again. */
    synchronized Map<String, Long> versions(String collection) {
        toPresentEnd(next, (of, key, document) -> versions.computeIfAbsent(of, any -> new HashMap<>())
                .merge(key, ((Number) document.get("version")).longValue(), Math::max));
        return versions.getOrDefault(collection, Map.of());
    }

    /** The present ends of the topics, and so what tells whether {@link #versions} would find more. */
    Map<TopicPartition, Long> positions() {
        try (TopicReader reader = reader()) {
            return reader.ends();
        }
    }

    /** The newest documents with the keys. */
    Map<String, Map<String, Object>> find(String collection, Set<String> keys) {
        Map<String, Map<String, Object>> found = new HashMap<>();
        toPresentEnd(new HashMap<>(), (of, key, document) -> {
            if (of.equals(collection) && keys.contains(key)) {
                found.merge(key, document, PlanTopics::higher);
            }
        });
        return found;
    }

    private static Map<String, Object> higher(Map<String, Object> one, Map<String, Object> other) {
        return ((Number) one.get("version")).longValue() > ((Number) other.get("version")).longValue() ? one : other;
    }

    private void toPresentEnd(Map<TopicPartition, Long> next, Reader each) {
        try (TopicReader reader = reader()) {
            Map<TopicPartition, Long> ends = reader.ends();
            Map<TopicPartition, Long> starts = reader.beginnings();
            // A topic that is shorter than what was read of it is another one.
            starts.replaceAll((partition, beginning) -> {
                long known = next.getOrDefault(partition, 0L);
                return known > ends.get(partition) ? beginning : Math.max(known, beginning);
            });
            reader.read(starts, ends, records -> records.forEach(record -> read(record, each)));
            next.putAll(ends);
        }
    }

    private TopicReader reader() {
        return new TopicReader(consumers, "plan-topics", Topics.UNITS, Topics.PLANS);
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, Reader reader) {
        String type = CloudEvents.type(record.headers());
        String collection = type == null ? null : COLLECTIONS.get(type);
        try {
            if (collection == null || record.key() == null || record.value() == null) {
                throw new IllegalArgumentException("no plan record");
            }
            Map<String, Object> document = ContractJson.mapper().readValue(record.value(), DOCUMENT);
            if (!(document.get("version") instanceof Number)) {
                throw new IllegalArgumentException("no version");
            }
            reader.read(collection, new String(record.key(), StandardCharsets.UTF_8), document);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.warn(
                    "{}-{}@{} is skipped: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.getMessage());
        }
    }
}
