package vn.campaign.dashboard.view;

import java.math.BigDecimal;
import vn.campaign.dashboard.completeness.Reports;

/**
 * A node's reports over a range of days, in leaf-days; only days past their deadline count.
 *
 * @param expected reports owed
 * @param reportingRate (on time + late) / expected; null when nothing was expected
 * @param onTimeRate on time / expected; null when nothing was expected
 */
public record ReportingView(
        long expected, long onTime, long late, long missing, BigDecimal reportingRate, BigDecimal onTimeRate) {

    static ReportingView of(Reports reports) {
        return new ReportingView(
                reports.expected(),
                reports.onTime(),
                reports.late(),
                reports.missing(),
                reports.reportingRate(),
                reports.onTimeRate());
    }
}
