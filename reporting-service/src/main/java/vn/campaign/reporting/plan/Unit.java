package vn.campaign.reporting.plan;

import java.time.LocalDate;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;

/**
 * As much of a unit as taking reports needs; a quarter of a million of them fit in memory.
 *
 * @param version the version of the plan that last changed it
 * @param parent code of the node above, or null for a root
 * @param retiredFrom first day on which it reports no more, or null
 */
public record Unit(String code, long version, Name name, Kind kind, String parent, LocalDate retiredFrom) {

    /** Whether it takes reports for the day. */
    public boolean activeOn(LocalDate day) {
        return retiredFrom == null || day.isBefore(retiredFrom);
    }
}
