package vn.campaign.contract.progress;

import java.time.Instant;

/** Tells that a record of the activations topic went to the dead-letter topic, and why. */
public record DeadLetter(String topic, int partition, long offset, String reason, Instant at) {}
