package vn.campaign.quota.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.quota.mongo.AppliedPositions;
import vn.campaign.quota.mongo.FigureDigests;
import vn.campaign.quota.progress.EventChunks;
import vn.campaign.quota.progress.ProgressUpdater;

/** Counts again what was already counted, up to the stored positions. */
@Component
public class Replay {

    private static final Duration POLL = Duration.ofMillis(500);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final AppliedPositions positions;
    private final ProgressUpdater counting;
    private final FigureDigests digests;

    Replay(
            ConsumerFactory<byte[], byte[]> consumers,
            AppliedPositions positions,
            ProgressUpdater counting,
            FigureDigests digests) {
        this.consumers = consumers;
        this.positions = positions;
        this.counting = counting;
        this.digests = digests;
    }

    /**
     * What a replay found.
     *
     * @param events counted again
     * @param nodes whose figures were compared
     * @param changed keys of nodes whose figures are not what they were
     */
    public record Outcome(long events, int nodes, Set<String> changed) {}

    /**
     * Replays every partition from {@code offset}, or from its beginning where that is later. While reports come in,
     * their nodes show as changed: the proof needs a topic that is at rest.
     */
    public Outcome from(long offset) {
        Map<String, String> before = digests.take();
        long events = countAgain(offset);
        Map<String, String> after = digests.take();
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(node -> after.containsKey(node) && after.get(node).equals(before.get(node)));
        return new Outcome(events, after.size(), changed);
    }

    private long countAgain(long offset) {
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(null, "-replay")) {
            Map<TopicPartition, Long> ends = seek(consumer, offset);
            long events = 0;
            while (!ends.isEmpty()) {
                List<ActivationEvent> batch = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null
                            && record.offset() < end
                            && EventRecords.read(record) instanceof EventRecords.Readable readable) {
                        batch.add(readable.event());
                    }
                }
                EventChunks.of(batch).forEach(counting::apply);
                events += batch.size();
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            return events;
        }
    }

    private Map<TopicPartition, Long> seek(Consumer<byte[], byte[]> consumer, long offset) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ACTIVATIONS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<String, AppliedPosition> stored =
                positions.find(partitions.stream().map(Replay::key).collect(Collectors.toSet()));
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long start = Math.max(offset, beginnings.get(partition));
            AppliedPosition position = stored.get(key(partition));
            if (position != null && start < position.offset()) {
                starts.put(partition, start);
                ends.put(partition, position.offset());
            }
        }
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        return ends;
    }

    private static String key(TopicPartition partition) {
        return Keys.partition(partition.topic(), partition.partition());
    }
}
