package vn.campaign.localstack.simulation;

import java.time.Instant;

/**
 * An act that was accepted.
 *
 * @param receivedAt by the receipt; for a line of a bulk request, what the clock showed
 * @param follow path at dashboard-service that tells whether it is counted, or null for a line of a bulk request
 */
public record Delivery(Act act, Instant receivedAt, String follow) {}
