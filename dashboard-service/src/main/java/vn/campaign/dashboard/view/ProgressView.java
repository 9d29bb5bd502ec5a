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
        int total) {}
