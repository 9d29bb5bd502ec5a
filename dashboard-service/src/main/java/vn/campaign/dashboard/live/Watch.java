package vn.campaign.dashboard.live;

/**
 * What a stream shows: a node and one page of its children, in the plan's order.
 *
 * @param phase a phase's code or {@code all}; null for the phase of the current day
 */
public record Watch(String campaign, String node, String phase, int page, int size) {}
