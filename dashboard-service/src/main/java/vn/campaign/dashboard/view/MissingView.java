package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.pace.Deadline.Timeliness;

/**
 * Whom to remind: the units that owe a report for a day and have not made it.
 *
 * @param passed whether the deadline is over, so that they are missing and no longer due
 * @param expected units that owe a report for the day
 * @param reported of these, those with a standing report
 * @param units one page of the others, in the plan's order
 * @param total all others
 */
public record MissingView(
        String campaign,
        LocalDate date,
        Instant deadline,
        boolean passed,
        Freshness freshness,
        int expected,
        int reported,
        List<Unit> units,
        int page,
        int size,
        int total) {

    /**
     * A unit without a report.
     *
     * @param above the nodes above it, from the root down
     * @param missingStreak missing days in a row up to the day, itself among them once it is missing
     * @param lastReportedAt when its newest report or withdrawal was received, or null
     */
    public record Unit(
            @JsonUnwrapped NodeName node,
            List<NodeName> above,
            Timeliness state,
            int missingStreak,
            @Nullable Instant lastReportedAt) {}
}
