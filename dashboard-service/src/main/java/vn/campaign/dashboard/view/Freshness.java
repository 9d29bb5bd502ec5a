package vn.campaign.dashboard.view;

import java.time.Instant;

/**
 * How fresh an answer is.
 *
 * @param newestReceivedAt when the newest report that is counted was received, or null before the first
 * @param at when the answer was read
 */
public record Freshness(Instant newestReceivedAt, Instant at) {}
