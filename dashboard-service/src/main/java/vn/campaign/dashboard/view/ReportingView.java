package vn.campaign.dashboard.view;

import java.math.BigDecimal;
import vn.campaign.dashboard.completeness.Completeness;

/**
 * A node's reports over a range of days, in leaf-days; only days past their deadline count.
 *
 * @param expected reports owed
 * @param reportingRate (on time + late) / expected; null when nothing was expected
 * @param onTimeRate on time / expected; null when nothing was expected
 */
public record ReportingView(
        long expected, long onTime, long late, long missing, BigDecimal reportingRate, BigDecimal onTimeRate) {

    /** Those of the range. */
    public static ReportingView of(Completeness completeness) {
        return new ReportingView(
                completeness.expected(),
                completeness.onTime(),
                completeness.late(),
                completeness.missing(),
                completeness.reportingRate(),
                completeness.onTimeRate());
    }
}
