package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.progress.ProgressDerivation.Sources;

/** What derived values must be by the documents that they are derived from, for an audit. */
public final class DerivedDocuments {

    private DerivedDocuments() {}

    /** The part of a sheet's own sources. */
    public static DaySum own(DaySheet sheet) {
        return DaySums.ofSources(sheet.sources().values());
    }

    /** The sum of a sheet: of its sources and its children. */
    public static DaySum sum(DaySheet sheet) {
        return DaySums.withChildren(own(sheet), sheet.children().values());
    }

    /**
     * All days of a node.
     *
     * @param progress with its verifications and the days that are stored
     * @param sheets all that the node has
     * @param unit null where the plan does not know it
     */
    public static Map<LocalDate, DaySum> days(
            NodeProgress progress,
            Map<LocalDate, DaySheet> sheets,
            @Nullable UnitPlacement unit,
            @Nullable CampaignHeader header) {
        SortedSet<LocalDate> dates = new TreeSet<>(sheets.keySet());
        dates.addAll(progress.days().keySet());
        dates.addAll(progress.verifications().keySet());
        if (dates.isEmpty()) {
            return Map.of();
        }
        Sources sources =
                new Sources(dates, progress, true, sheets, unit == null ? UnitPlacement.UNKNOWN : unit, header);
        Map<LocalDate, DaySum> days = new HashMap<>(new ProgressDerivation(new VersionGenerator(() -> 0))
                .derive(Map.of(), sources)
                .days());
        days.values().removeIf(day -> day == null);
        return days;
    }
}
