package vn.campaign.dashboard.view;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.pace.Deadline.Timeliness;

/**
 * One node as the dashboard shows it.
 *
 * @param parent code of the node above, or null for a root
 * @param childCount nodes directly below; 0 for a unit that reports
 * @param leaves units at or under it that owe a report for the as-of date
 * @param reportedLeaves of these, those with a standing report
 * @param reportedToday whether a report stands for the as-of date; at an inner node, for every active leaf
 * @param timeliness of a unit's as-of day; null at an inner node, and where the unit owes no report for the day
 * @param lastReportedAt when the newest report or withdrawal of the days up to the as-of date was received, or null
 * @param missingDays days of the period up to the as-of date that are missing, summed over leaves
 * @param indicators by code, in the campaign's order
 */
public record NodeView(
        String code,
        Name name,
        Kind kind,
        @Nullable String parent,
        int childCount,
        int leaves,
        int reportedLeaves,
        boolean reportedToday,
        @Nullable Timeliness timeliness,
        @Nullable Instant lastReportedAt,
        long missingDays,
        Map<String, IndicatorView> indicators) {}
