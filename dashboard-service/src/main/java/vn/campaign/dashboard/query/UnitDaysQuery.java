package vn.campaign.dashboard.query;

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

/** Reads what was reported for a node, day by day. */
@Component
public class UnitDaysQuery {

    private final SheetReader sheets;

    UnitDaysQuery(SheetReader sheets) {
        this.sheets = sheets;
    }

    /** Every day of the range, those without a report among them. */
    public List<DayView> read(Plan plan, PlanNode node, DayRange range, Instant now) {
        Map<LocalDate, DaySheet> read =
                sheets.days(plan.campaign(), node.code(), range.days().toList());
        return range.days()
                .map(date -> DayView.of(plan, node, date, read.get(date), now))
                .toList();
    }
}
