package vn.campaign.contract.progress;

import java.time.Instant;

/**
 * Records that a record of the activations topic went to the dead-letter topic, and why.
 *
 * @param redriven how it last came back to the activations topic, or null when it did not
 */
public record DeadLetter(String topic, int partition, long offset, String reason, Instant at, Redriven redriven) {

    /**
     * The unchanged record, published again.
     *
     * @param by the operator's account
     * @param partition of the new record
     * @param offset of the new record
     */
    public record Redriven(Instant at, String by, int partition, long offset) {}
}
