package vn.campaign.dashboard.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.pace.Pace.Status;
import vn.campaign.dashboard.view.IndicatorView;
import vn.campaign.dashboard.view.IndicatorView.PaceView;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.ProgressView;

/** One node and its children on the live page; territories and organisations are never added together. */
record LiveSection(ProgressView progress, String indicator) {

    public NodeView node() {
        return progress.node();
    }

    /** The figures of the indicator shown. */
    public IndicatorView figures(NodeView node) {
        return node.indicators().get(indicator);
    }

    /** Persons ahead of an even pace, below 0 behind it; null without a target. */
    public @Nullable Long ahead(NodeView node) {
        PaceView pace = figures(node).pace();
        return pace.target() == null
                ? null
                : (Long) BigDecimal.valueOf(pace.achieved())
                        .subtract(pace.expectedToDate())
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    /** Where an even pace would be, in percent of the target; null without a target. */
    public @Nullable BigDecimal marker(NodeView node) {
        PaceView pace = figures(node).pace();
        return pace.target() == null || pace.target() == 0
                ? null
                : pace.expectedToDate()
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(pace.target()), 1, RoundingMode.HALF_UP)
                        .min(BigDecimal.valueOf(100));
    }

    /** Which sentence says how the node stands. */
    public String standing() {
        PaceView pace = figures(node()).pace();
        if (pace.status() == null) {
            return "none";
        }
        return switch (pace.status()) {
            case UPCOMING -> "upcoming";
            case ACHIEVED -> "achieved";
            case MISSED -> "missed";
            default -> ahead(node()) > 0 ? "ahead" : ahead(node()) < 0 ? "behind" : "even";
        };
    }

    /** Children shown that are behind. */
    public long behind() {
        return progress.children().stream()
                .map(child -> figures(child).pace().status())
                .filter(status -> status == Status.BEHIND || status == Status.MISSED)
                .count();
    }

    /** Units that have not reported the as-of day. */
    public int open() {
        return node().leaves() - node().reportedLeaves();
    }

    public int lastPage() {
        return Math.max(0, (progress.total() - 1) / progress.size());
    }
}
