package vn.campaign.quota.plan;

import java.util.Map;
import java.util.Set;

/** Brings what was counted already under a changed plan. */
public interface ProgressRecomputer {

    /**
     * Returns when the figures are written and announced; doing it again changes nothing.
     *
     * @param formerParents codes of the units changed, each with the parents it may still be counted under
     */
    void recompute(String campaign, Map<String, Set<String>> formerParents);
}
