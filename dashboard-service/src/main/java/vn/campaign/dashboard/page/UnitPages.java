package vn.campaign.dashboard.page;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.web.DayRange;
import vn.campaign.dashboard.web.Lookup;
import vn.campaign.dashboard.web.ProgressViews;
import vn.campaign.dashboard.web.UnitDays;
import vn.campaign.web.access.Caller;

/** One unit: where it stands, and what each of its sources said, day by day. */
@Controller
class UnitPages {

    private final Lookup lookup;
    private final ProgressViews views;
    private final UnitDays unitDays;
    private final Clock clock;

    UnitPages(Lookup lookup, ProgressViews views, UnitDays unitDays, Clock clock) {
        this.lookup = lookup;
        this.views = views;
        this.unitDays = unitDays;
        this.clock = clock;
    }

    @GetMapping("/campaigns/{campaign}/units/{unit}")
    Rendering unit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @ModelAttribute Choice choice,
            Locale locale) {
        Plan plan = lookup.plan(caller, campaign);
        lookup.indicator(plan, choice.indicator());
        PlanNode node = lookup.node(caller, plan, unit);
        Lens lens = lookup.lens(plan, choice.phase(), choice.asOf(), clock.instant());
        Frame frame = Frame.of(caller, plan, new PageAddress(campaign, "/units/" + unit, choice), lens, node);
        String indicator = frame.indicator().code();
        DayRange range = DayRange.of(plan, null, null, lens.asOf());
        List<DayView> days = new ArrayList<>(unitDays.read(plan, node, range, lens.now()));
        Collections.reverse(days);
        return frame.around("unit", locale)
                .modelAttribute(
                        "section",
                        new LiveSection(views.read(plan, node, lens, indicator, null, Page.WHOLE), indicator))
                .modelAttribute("days", days)
                .build();
    }
}
