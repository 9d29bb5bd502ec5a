package vn.campaign.contract.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Keys;

/**
 * Records that a record of the activations topic went to the dead-letter topic, and why.
 *
 * @param topicId of the topic that it was read from, for one of the same name has the same offsets again; null if noted by
 *     an earlier version
 * @param redriven how it was last published again to the activations topic, or null if it was not
 */
public record DeadLetter(
        String topic,
        @Nullable String topicId,
        int partition,
        long offset,
        String reason,
        Instant at,
        @Nullable Redriven redriven) {

    /** The id of its document. */
    public String key() {
        return Keys.record(topic, partition, offset);
    }

    /**
     * The unchanged record, published again.
     *
     * @param by the operator's account
     * @param partition of the new record
     * @param offset of the new record
     */
    public record Redriven(Instant at, String by, int partition, long offset) {}
}
