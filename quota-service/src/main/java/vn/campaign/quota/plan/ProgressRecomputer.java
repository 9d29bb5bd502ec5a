package vn.campaign.quota.plan;

import java.util.Map;
import java.util.Set;
import vn.campaign.quota.progress.Node;

/** Applies a changed plan to what was already counted. */
@FunctionalInterface
public interface ProgressRecomputer {

    /**
     * Returns when the figures are written and published; idempotent.
     *
     * @param formerParents the units that the plan changed, each with the parents it may still be counted under
     */
    void recompute(Map<Node, Set<Node>> formerParents);
}
