package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date range with its own targets and its own summary.
 *
 * @param from first day
 * @param to last day
 * @param plannedDays the plan's own divisor for daily quotas, which need not be the calendar length
 * @param summaryDue when the summary is due, or null
 * @param lockedAfterDays days after {@code to} from which reports are refused, or null when never
 */
public record Phase(
        String code,
        Name name,
        LocalDate from,
        LocalDate to,
        int plannedDays,
        @Nullable LocalDate summaryDue,
        @Nullable Integer lockedAfterDays) {

    public Phase {
        requireNonNull(code, "phase.code");
        requireNonNull(name, "phase.name");
        requireNonNull(from, "phase.from");
        requireNonNull(to, "phase.to");
    }

    /** Whether the day lies in the phase, both ends included. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** The first day on which it rejects reports; null for never. */
    public @Nullable LocalDate lockedFrom() {
        return lockedAfterDays == null ? null : to.plusDays(lockedAfterDays + 1L);
    }
}
