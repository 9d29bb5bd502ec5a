package vn.campaign.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.dashboard.mongo.SheetReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.DayViewer;

/** Reads what was said of a node, day by day. */
@Component
public class UnitDays {

    private final SheetReader sheets;

    UnitDays(SheetReader sheets) {
        this.sheets = sheets;
    }

    /** Every day of the range, those of which nothing was said among them. */
    public List<DayView> read(Plan plan, PlanNode node, DayRange range, Instant now) {
        if (range.isEmpty()) {
            return List.of();
        }
        Map<LocalDate, DaySheet> read = sheets.days(plan.campaign(), node.code(), range.from(), range.to());
        DayViewer viewer = new DayViewer(plan, node, now);
        return range.from()
                .datesUntil(range.to().plusDays(1))
                .map(date -> viewer.view(date, read.get(date)))
                .toList();
    }
}
