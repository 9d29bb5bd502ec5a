package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress.Total;

/** Totals of day sums up to the plan's cut-off dates; keyed by date, they stay true when the plan's phases change. */
final class Totals {

    private Totals() {}

    static Map<LocalDate, Total> through(CampaignHeader header, SortedMap<LocalDate, DaySum> days) {
        return header.cuts()
                .collect(Collectors.toMap(
                        cut -> cut, cut -> of(days.headMap(cut.plusDays(1)).values())));
    }

    private static Total of(Collection<DaySum> days) {
        Map<String, Long> counts = new HashMap<>();
        long reported = 0;
        for (DaySum day : days) {
            day.counts().forEach((indicator, count) -> counts.merge(indicator, count, Long::sum));
            reported += day.reported();
        }
        return new Total(counts, reported);
    }
}
