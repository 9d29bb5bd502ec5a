package vn.campaign.dashboard.pace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;

/** The daily deadlines of a campaign, computed once for each day of its phases: only for these, reports are due. */
public final class Deadline {

    private final CampaignHeader header;
    private final Map<LocalDate, Instant> ofDays;

    public Deadline(CampaignHeader header) {
        this.header = header;
        this.ofDays = header.phases().stream()
                .flatMap(phase -> phase.from().datesUntil(phase.to().plusDays(1)))
                .collect(Collectors.toUnmodifiableMap(Function.identity(), header::deadline));
    }

    /** Whether the day belongs to a phase, so that units owe a report for it. */
    public boolean exists(LocalDate day) {
        return ofDays.containsKey(day);
    }

    /** The last instant at which a report for the day is on time. */
    public Instant on(LocalDate day) {
        Instant deadline = ofDays.get(day);
        return deadline == null ? header.deadline(day) : deadline;
    }

    /** Whether a report for the day that arrived now would be late. */
    public boolean passed(LocalDate day, Instant now) {
        return now.isAfter(on(day));
    }

    /**
     * How a day stands.
     *
     * @param firstReceivedAt when the day was first reported, or null when no report stands
     */
    public Timeliness timeliness(LocalDate day, @Nullable Instant firstReceivedAt, Instant now) {
        if (firstReceivedAt == null) {
            return passed(day, now) ? Timeliness.MISSING : Timeliness.DUE;
        }
        return passed(day, firstReceivedAt) ? Timeliness.LATE : Timeliness.ON_TIME;
    }

    /** Whether a day was reported, and in time. */
    public enum Timeliness {
        ON_TIME,
        LATE,
        MISSING,
        /** Not reported yet, while the deadline is still ahead. */
        DUE
    }
}
