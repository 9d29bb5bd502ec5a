package vn.campaign.dashboard.view;

import java.time.LocalDate;
import java.util.List;

/**
 * A node and one page of its children.
 *
 * @param phase the phase's code, or {@code all}
 * @param page number of the page, from 0
 * @param size children on a full page
 * @param total children of the node
 */
public record ProgressView(
        String campaign,
        String phase,
        LocalDate asOf,
        Freshness freshness,
        NodeView node,
        List<NodeView> children,
        int page,
        int size,
        int total) {

    /** The views of the node, the first of those read, and of the children on the page. */
    public static ProgressView of(String campaign, NodeViews read, List<NodeView> children, Page page) {
        NodeView node = read.nodes().get(0);
        return new ProgressView(
                campaign,
                read.phase(),
                read.asOf(),
                read.freshness(),
                node,
                children,
                page.number(),
                page.size(),
                node.childCount());
    }

    /** The views of some nodes at one moment, at least as fresh as they say. */
    public record NodeViews(String phase, LocalDate asOf, Freshness freshness, List<NodeView> nodes) {}
}
