package vn.campaign.contract.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The position up to which a partition of the activations topic is counted.
 *
 * @param partition as {@link vn.campaign.contract.Keys#partition}
 * @param topicId the broker's id of the topic; another topic of the same name has another id
 * @param offset the next record to apply
 * @param newestReceivedAt the newest {@code receivedAt} applied, or null
 */
public record AppliedPosition(String partition, String topicId, long offset, @Nullable Instant newestReceivedAt) {}
