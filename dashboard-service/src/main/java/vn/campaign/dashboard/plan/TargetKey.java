package vn.campaign.dashboard.plan;

/**
 * The place of a target in a node's plan.
 *
 * @param period a phase's code, or {@link vn.campaign.dashboard.pace.Period#ALL}
 */
record TargetKey(String indicator, String period) {}
