package vn.campaign.benchmarks;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;

/**
 * The peer of counting that does the same work by Kafka Streams: it keeps the newest statement of each unit, day and source, and
 * the day sums of every node above, in RocksDB with a log of changes, and writes to the store, in bulk, a document for each node
 * and day and one for each node. The plan is in the codes: a parent's is its child's without the last number.
 *
 * <p>Changes for a node above are added up before they are sent to its partition, and positions are committed right after a
 * bulk is written. A crash between the two adds a change twice, as at-least-once processing does.
 */
@EnableAutoConfiguration
@EnableKafkaStreams
@RestController
public class StreamsAggregation {

    static final String PROCESSED = "/processed";
    static final String DATABASE = "streams";
    static final String NODES = "nodes";

    /** What is written is up to twice so old: once for units, once more for the nodes above. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private static final String DAYS = "days";
    private static final String REGISTERS = "registers";
    private static final String SUMS = "sums";

    private final AtomicLong processed = new AtomicLong();
    private final MongoDatabase store;

    StreamsAggregation(@Value("${store}") String store) {
        this.store = MongoClients.create(store).getDatabase(DATABASE).withWriteConcern(WriteConcern.MAJORITY);
    }

    public static void main(String[] arguments) {
        SpringApplication.run(StreamsAggregation.class, arguments);
    }

    /** How many events are in the documents of the highest node. */
    @GetMapping(PROCESSED)
    long processed() {
        return processed.get();
    }

    @Bean
    KStream<String, byte[]> aggregate(StreamsBuilder streams) {
        streams.addStateStore(stateStore(REGISTERS, UnitDay.class)).addStateStore(stateStore(SUMS, Sum.class));
        KStream<String, byte[]> events =
                streams.stream(Topics.ACTIVATIONS, Consumed.with(Serdes.String(), Serdes.ByteArray()));
        events.process(Registers::new, REGISTERS)
                .repartition(
                        Repartitioned.with(Serdes.String(), json(Sum.class)).withName("changes"))
                .process(Sums::new, SUMS);
        return events;
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> stateStore(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), json(type))
                .withCachingEnabled();
    }

    private static <T> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : ContractJson.mapper().writeValueAsBytes(value),
                (topic, bytes) -> bytes == null ? null : ContractJson.mapper().readValue(bytes, type));
    }

    /** What stands for one source. */
    record Statement(long observedAt, String eventId, Map<String, Long> counts) {

        boolean isNewerThan(@Nullable Statement other) {
            return other == null
                    || observedAt > other.observedAt
                    || observedAt == other.observedAt && eventId.compareTo(other.eventId) > 0;
        }
    }

    /** A unit's registers of one day. */
    record UnitDay(Map<String, Statement> sources) {

        static final UnitDay NONE = new UnitDay(Map.of());

        UnitDay with(String source, Statement stated) {
            if (!stated.isNewerThan(sources.get(source))) {
                return this;
            }
            Map<String, Statement> newer = new TreeMap<>(sources);
            newer.put(source, stated);
            return new UnitDay(newer);
        }

        Sum sum() {
            return sources.values().stream()
                    .map(stated -> new Sum(0, stated.counts))
                    .reduce(Sum.NONE, Sum::plus);
        }
    }

    /**
     * Persons by indicator.
     *
     * @param events how many events they came of
     */
    record Sum(long events, Map<String, Long> persons) {

        static final Sum NONE = new Sum(0, Map.of());

        Sum plus(Sum other) {
            Map<String, Long> sum = new HashMap<>(persons);
            other.persons.forEach((indicator, count) -> sum.merge(indicator, count, Long::sum));
            return new Sum(events + other.events, sum);
        }

        /** By one event from the other to this. */
        Sum changeFrom(Sum other) {
            Map<String, Long> change = new HashMap<>(persons);
            other.persons.forEach((indicator, count) -> change.merge(indicator, -count, Long::sum));
            return new Sum(1, change);
        }
    }

    private record NodeDay(String campaign, String node, String date) {

        static NodeDay parse(String key) {
            String[] parts = key.split("/");
            return new NodeDay(parts[0], parts[1], parts[2]);
        }

        /** The same day of the node above; null for the highest. */
        @Nullable
        NodeDay above() {
            int end = node.lastIndexOf('-');
            return end < 0 ? null : new NodeDay(campaign, node.substring(0, end), date);
        }

        @Override
        public String toString() {
            return campaign + "/" + node + "/" + date;
        }
    }

    /** The documents that changed since the last bulk. */
    private final class Bulk {

        private final Map<NodeDay, Changed> changed = new LinkedHashMap<>();

        /** A node's day as it is now; only a unit's has registers. */
        private record Changed(UnitDay registers, Sum sum) {}

        void put(NodeDay day, UnitDay registers, Sum sum) {
            changed.put(day, new Changed(registers, sum));
        }

        void write() {
            List<WriteModel<Document>> days = new ArrayList<>();
            Map<String, Document> sums = new LinkedHashMap<>();
            changed.forEach((day, now) -> {
                Document sum = new Document(new TreeMap<>(now.sum.persons));
                days.add(new ReplaceOneModel<>(
                        new Document("_id", day.toString()),
                        document(now.registers).append("sum", sum),
                        new ReplaceOptions().upsert(true)));
                sums.computeIfAbsent(day.campaign + "/" + day.node, any -> new Document())
                        .append(DAYS + "." + day.date, sum);
            });
            List<WriteModel<Document>> nodes = new ArrayList<>();
            sums.forEach((node, set) -> nodes.add(new UpdateOneModel<>(
                    new Document("_id", node), new Document("$set", set), new UpdateOptions().upsert(true))));
            write(DAYS, days);
            write(NODES, nodes);
            changed.clear();
        }

        private static Document document(UnitDay registers) {
            Document sources = new Document();
            registers.sources.forEach((source, stated) -> sources.append(
                    source,
                    new Document("observedAt", stated.observedAt)
                            .append("eventId", stated.eventId)
                            .append("counts", new Document(new TreeMap<>(stated.counts)))));
            return sources.isEmpty() ? sources : new Document("sources", sources);
        }

        private void write(String collection, List<WriteModel<Document>> models) {
            if (!models.isEmpty()) {
                store.getCollection(collection).bulkWrite(models, new BulkWriteOptions().ordered(false));
            }
        }
    }

    /** Keeps the registers of units, and tells the nodes above what changed. */
    private final class Registers implements Processor<String, byte[], String, Sum> {

        private final Bulk bulk = new Bulk();
        private final Map<String, Sum> changes = new LinkedHashMap<>();
        private ProcessorContext<String, Sum> context;
        private KeyValueStore<String, UnitDay> registers;

        @Override
        public void init(ProcessorContext<String, Sum> context) {
            this.context = context;
            registers = context.getStateStore(REGISTERS);
            context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> flush(now));
        }

        @Override
        public void process(Record<String, byte[]> record) {
            ActivationReported event = ContractJson.mapper().readValue(record.value(), ActivationReported.class);
            NodeDay day =
                    new NodeDay(event.campaign(), event.unit(), event.date().toString());
            UnitDay stored = registers.get(day.toString());
            UnitDay before = stored == null ? UnitDay.NONE : stored;
            UnitDay after = before.with(
                    event.source(), new Statement(event.observedAt().toEpochMilli(), event.eventId(), event.counts()));
            Sum sum = after.sum();
            if (after != before) {
                registers.put(day.toString(), after);
                bulk.put(day, after, sum);
            }
            Sum change = sum.changeFrom(before.sum());
            for (NodeDay above = day.above(); above != null; above = above.above()) {
                changes.merge(above.toString(), change, Sum::plus);
            }
        }

        private void flush(long now) {
            bulk.write();
            changes.forEach((day, change) -> context.forward(new Record<>(day, change, now)));
            changes.clear();
            context.commit();
        }
    }

    /** Keeps the day sums of the nodes above. */
    private final class Sums implements Processor<String, Sum, Void, Void> {

        private final Bulk bulk = new Bulk();
        private ProcessorContext<Void, Void> context;
        private KeyValueStore<String, Sum> sums;
        private long events;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            this.context = context;
            sums = context.getStateStore(SUMS);
            context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> flush());
        }

        @Override
        public void process(Record<String, Sum> record) {
            Sum before = sums.get(record.key());
            Sum after = before == null ? record.value() : before.plus(record.value());
            sums.put(record.key(), after);
            NodeDay day = NodeDay.parse(record.key());
            bulk.put(day, UnitDay.NONE, after);
            if (day.above() == null) {
                events += record.value().events;
            }
        }

        private void flush() {
            bulk.write();
            processed.addAndGet(events);
            events = 0;
            context.commit();
        }
    }
}
