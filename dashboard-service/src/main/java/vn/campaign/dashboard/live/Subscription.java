package vn.campaign.dashboard.live;

import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.view.Page;

/**
 * What a stream shows: a node and one page of its children, in the plan's order.
 *
 * @param phase a phase's code or {@code all}; null for the phase of the current day
 * @param indicator the only indicator shown; null for all
 */
public record Subscription(
        String campaign, String node, @Nullable String phase, @Nullable String indicator, Page page) {}
