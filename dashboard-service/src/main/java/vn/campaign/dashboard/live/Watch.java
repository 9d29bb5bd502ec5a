package vn.campaign.dashboard.live;

/**
 * What a stream shows: a node and one page of its children, in the plan's order.
 *
 * @param phase a phase's code or {@code all}; null for the phase of the current day
 * @param indicator the only indicator shown; null for all
 */
public record Watch(String campaign, String node, String phase, String indicator, int page, int size) {}
