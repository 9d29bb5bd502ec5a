package vn.campaign.dashboard.plan;

/**
 * The key of a target within a unit's targets.
 *
 * @param period a phase's code, or {@link vn.campaign.dashboard.pace.Period#ALL}
 */
record TargetKey(String indicator, String period) {}
