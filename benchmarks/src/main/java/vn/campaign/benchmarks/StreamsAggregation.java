package vn.campaign.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;

/**
 * The peer of counting that keeps its figures itself: Kafka Streams holds the newest statement of each unit, day and
 * source, and the sums of each unit, in RocksDB with a log of changes. The topic's key is the unit, so nothing is
 * partitioned again. There is no tree above the units, no history, and nobody is told.
 */
@EnableAutoConfiguration
@EnableKafkaStreams
@RestController
public class StreamsAggregation {

    static final String PROCESSED = "/processed";
    private static final String STATEMENTS = "statements";
    private static final String SUMS = "sums";

    private final AtomicLong processed = new AtomicLong();

    public static void main(String[] arguments) {
        SpringApplication.run(StreamsAggregation.class, arguments);
    }

    @GetMapping(PROCESSED)
    long processed() {
        return processed.get();
    }

    @Autowired
    void aggregate(StreamsBuilder streams) {
        streams.addStateStore(store(STATEMENTS)).addStateStore(store(SUMS));
        streams.stream(Topics.ACTIVATIONS, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .process(Aggregation::new, STATEMENTS, SUMS);
    }

    private static StoreBuilder<KeyValueStore<String, Counts>> store(String name) {
        Serde<Counts> json = Serdes.serdeFrom(
                (topic, counts) -> counts == null ? null : ContractJson.mapper().writeValueAsBytes(counts),
                (topic, bytes) -> bytes == null ? null : ContractJson.mapper().readValue(bytes, Counts.class));
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), json)
                .withCachingEnabled();
    }

    /**
     * What was stated, or its sum.
     *
     * @param observedAt the newest, in milliseconds
     */
    record Counts(long observedAt, Map<String, Long> persons) {

        Counts plus(Counts other, int sign) {
            Map<String, Long> sum = new HashMap<>(persons);
            other.persons.forEach((indicator, count) -> sum.merge(indicator, sign * count, Long::sum));
            return new Counts(Math.max(observedAt, other.observedAt), sum);
        }
    }

    private final class Aggregation implements Processor<String, byte[], Void, Void> {

        private static final Counts NONE = new Counts(0, Map.of());

        private KeyValueStore<String, Counts> statements;
        private KeyValueStore<String, Counts> sums;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            statements = context.getStateStore(STATEMENTS);
            sums = context.getStateStore(SUMS);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            ActivationReported event = ContractJson.mapper().readValue(record.value(), ActivationReported.class);
            Counts stated = new Counts(event.observedAt().toEpochMilli(), event.counts());
            String key = record.key() + "/" + event.date() + "/" + event.source();
            Counts before = orNone(statements.get(key));
            if (stated.observedAt() > before.observedAt()) {
                statements.put(key, stated);
                sums.put(
                        record.key(),
                        orNone(sums.get(record.key())).plus(stated, 1).plus(before, -1));
            }
            processed.incrementAndGet();
        }

        private Counts orNone(@Nullable Counts found) {
            return found == null ? NONE : found;
        }
    }
}
