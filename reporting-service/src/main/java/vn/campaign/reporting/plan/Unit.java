package vn.campaign.reporting.plan;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;

/**
 * As much of a unit as taking reports needs; a quarter of a million of them fit in memory.
 *
 * @param version the version of the plan that last changed it
 * @param parent code of the node above; null for a root
 * @param activeFrom first day on which it must report, or null for the campaign's first
 * @param retiredFrom first day on which it reports no more
 * @param searched code and names as {@link SearchText} writes them
 * @param reopened by phase code, the last day on which that phase takes its reports although it is locked
 */
public record Unit(
        String code,
        long version,
        Name name,
        Kind kind,
        @Nullable String parent,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate retiredFrom,
        Map<String, LocalDate> reopened,
        String searched) {

    /** The version of the plan that a check against the header and this unit is a check against. */
    public long planVersion(CampaignHeader header) {
        return Math.max(header.version(), version);
    }

    /** Whether it takes reports for the day. */
    public boolean reportsFor(LocalDate day) {
        return retiredFrom == null || day.isBefore(retiredFrom);
    }

    /** The first day on which the phase takes no more of its reports; null for never. */
    public @Nullable LocalDate lockedFrom(Phase phase) {
        LocalDate lock = phase.lockedFrom();
        LocalDate until = reopened.get(phase.code());
        return lock == null || until == null || until.isBefore(lock) ? lock : until.plusDays(1);
    }

    /** Whether the phase takes no more of its reports on {@code today}; nothing reopens an archived campaign's. */
    public boolean locked(CampaignHeader header, Phase phase, LocalDate today) {
        LocalDate from = lockedFrom(phase);
        return header.archived() || from != null && !today.isBefore(from);
    }
}
