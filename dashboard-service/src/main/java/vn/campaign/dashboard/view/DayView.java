package vn.campaign.dashboard.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import vn.campaign.dashboard.pace.Timeliness;

/**
 * One day of a node.
 *
 * @param sums persons by indicator, sum indicators among them
 * @param reported leaves with a standing report
 * @param deadline until when a report is on time
 * @param timeliness of a unit's day; null at an inner node, and on days for which the unit owes no report
 * @param sources what each source says; empty at an inner node
 */
public record DayView(
        LocalDate date,
        Map<String, Long> sums,
        int reported,
        Instant deadline,
        Timeliness timeliness,
        List<SourceView> sources) {}
