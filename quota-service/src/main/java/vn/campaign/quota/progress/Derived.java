package vn.campaign.quota.progress;

import java.util.Map;
import java.util.Set;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;

/**
 * Days of progress as they were written, and what was read of the nodes above before that.
 *
 * @param units the plan that they were derived by
 * @param above of the nodes above
 * @param sheetsRead which sheets of theirs were looked for
 * @param sheets those that were found
 */
record Derived(
        Map<NodeDay, DaySum> days,
        Map<Node, UnitPlacement> units,
        Reads above,
        Set<NodeDay> sheetsRead,
        Map<NodeDay, DaySheet> sheets) {}
