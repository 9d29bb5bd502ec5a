package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.time.LocalTime;

/**
 * A campaign's settings; an absent value takes its default.
 *
 * @param mainIndicator the indicator that commendation looks at; default ACTIVATED
 * @param dailyDeadline time of day, in the campaign's zone, by which a day's report is on time; default 20:00
 * @param deadlineDaysAfter days after the activity date on which that deadline lies; default 0
 * @param maximumCount the largest count that one report may state; default 1,000,000
 * @param toleranceCount persons by which reported may exceed verified; default 0
 * @param toleranceShare share of verified by which reported may exceed it; default 0.02
 * @param onTrackFrom progress against expected from which a unit is on track; default 1.0
 * @param atRiskFrom progress against expected from which it is at risk rather than behind; default 0.8
 * @param reportingShare share of days a unit must have reported to be commended; default 0.9
 */
public record Settings(
        String mainIndicator,
        LocalTime dailyDeadline,
        Integer deadlineDaysAfter,
        Long maximumCount,
        Long toleranceCount,
        BigDecimal toleranceShare,
        BigDecimal onTrackFrom,
        BigDecimal atRiskFrom,
        BigDecimal reportingShare) {

    public Settings {
        mainIndicator = requireNonNullElse(mainIndicator, "ACTIVATED");
        dailyDeadline = requireNonNullElse(dailyDeadline, LocalTime.of(20, 0));
        deadlineDaysAfter = requireNonNullElse(deadlineDaysAfter, 0);
        maximumCount = requireNonNullElse(maximumCount, 1_000_000L);
        toleranceCount = requireNonNullElse(toleranceCount, 0L);
        toleranceShare = requireNonNullElse(toleranceShare, new BigDecimal("0.02"));
        onTrackFrom = requireNonNullElse(onTrackFrom, BigDecimal.ONE);
        atRiskFrom = requireNonNullElse(atRiskFrom, new BigDecimal("0.8"));
        reportingShare = requireNonNullElse(reportingShare, new BigDecimal("0.9"));
    }

    /** All defaults. */
    public static Settings defaults() {
        return new Settings(null, null, null, null, null, null, null, null, null);
    }
}
