package vn.campaign.contract.progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;

/**
 * Records that the store lost what had been counted, or was replaced by an older copy, and with the figures perhaps what was
 * noted since.
 *
 * @param topicId of the activations topic, from which they are counted again
 * @param at when that was noticed
 * @param ends up to where each partition had been counted
 */
public record StoreLoss(String topicId, Instant at, Map<Integer, Long> ends) {

    public StoreLoss {
        ends = Map.copyOf(ends);
    }

    /** Whether the figures are what they were, given how far each partition is counted now. */
    public boolean isRecounted(List<AppliedPosition> positions) {
        return ends.keySet().stream()
                .allMatch(partition -> positions.stream().anyMatch(position -> isBehind(partition, position)));
    }

    /** Nothing is counted up to the end of a topic that is gone. */
    private boolean isBehind(int partition, AppliedPosition position) {
        return position.partition().equals(Keys.partition(Topics.ACTIVATIONS, partition))
                && (position.offset() >= ends.get(partition)
                        || !position.topicId().equals(topicId));
    }
}
