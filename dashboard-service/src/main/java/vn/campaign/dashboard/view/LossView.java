package vn.campaign.dashboard.view;

import java.time.Instant;

/**
 * A loss of the store, as pages tell of it.
 *
 * @param at when it was noticed
 * @param recounting whether the figures are still below what they were
 */
public record LossView(Instant at, boolean recounting) {}
