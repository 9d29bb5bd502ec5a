package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Map;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.Register;

/**
 * Nodes whose progress must be derived.
 *
 * @param verifications to merge
 * @param reads what was read of them before {@code sheets} were written
 * @param sheets their sheets, as they were written
 */
record Level(
        DirtyDays days, Map<Node, Map<LocalDate, Register>> verifications, Reads reads, Map<NodeDay, DaySheet> sheets) {

    boolean isEmpty() {
        return days.isEmpty();
    }
}
