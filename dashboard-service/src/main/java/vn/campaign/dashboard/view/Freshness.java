package vn.campaign.dashboard.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh an answer is.
 *
 * @param newestReceivedAt when the newest report that is counted was received, or null before the first
 * @param at when the answer was read
 */
public record Freshness(@Nullable Instant newestReceivedAt, Instant at) {}
