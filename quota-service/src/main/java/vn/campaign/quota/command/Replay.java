package vn.campaign.quota.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.mongo.FigureDigests;
import vn.campaign.quota.mongo.PositionStore;
import vn.campaign.quota.progress.EventChunks;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.topic.TopicReader;

/** Counts again what was already counted, up to the stored positions. */
@Component
public class Replay {

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final PositionStore positions;
    private final ProgressUpdater progress;
    private final FigureDigests digests;

    Replay(
            ConsumerFactory<byte[], byte[]> consumers,
            PositionStore positions,
            ProgressUpdater progress,
            FigureDigests digests) {
        this.consumers = consumers;
        this.positions = positions;
        this.progress = progress;
        this.digests = digests;
    }

    /**
     * What a replay found.
     *
     * @param events counted again
     * @param nodes whose figures were compared
     * @param changed keys of nodes whose figures are not what they were
     */
    public record Result(long events, int nodes, Set<String> changed) {}

    /**
     * Replays every partition from {@code offset}, or from its beginning where that is later. While reports come in,
     * their nodes show as changed: the proof needs a topic that is at rest.
     */
    public Result from(long offset) {
        Map<String, String> before = digests.take();
        long events = countAgain(offset);
        Map<String, String> after = digests.take();
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(node -> after.containsKey(node) && after.get(node).equals(before.get(node)));
        return new Result(events, after.size(), changed);
    }

    private long countAgain(long offset) {
        AtomicLong events = new AtomicLong();
        try (TopicReader reader = new TopicReader(consumers, "replay", Topics.ACTIVATIONS)) {
            Map<TopicPartition, Long> starts = reader.beginnings();
            starts.replaceAll((partition, beginning) -> Math.max(offset, beginning));
            Map<TopicPartition, Long> ends = new HashMap<>();
            positions.find(starts.keySet()).forEach((partition, applied) -> ends.put(partition, applied.offset()));
            reader.read(starts, ends, records -> {
                List<ActivationEvent> batch = records.stream()
                        .map(EventRecords::read)
                        .filter(EventRecords.Readable.class::isInstance)
                        .map(readable -> ((EventRecords.Readable) readable).event())
                        .toList();
                EventChunks.of(batch).forEach(progress::apply);
                events.addAndGet(batch.size());
            });
        }
        return events.get();
    }
}
