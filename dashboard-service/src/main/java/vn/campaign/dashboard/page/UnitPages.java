package vn.campaign.dashboard.page;

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
import vn.campaign.dashboard.query.DayRange;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.query.UnitDaysQuery;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;

/** One unit: where it stands, and what each of its sources reported, day by day. */
@Controller
class UnitPages {

    private final PageFrames frames;
    private final Lookup lookup;
    private final ProgressQuery progress;
    private final UnitDaysQuery unitDays;

    UnitPages(PageFrames frames, Lookup lookup, ProgressQuery progress, UnitDaysQuery unitDays) {
        this.frames = frames;
        this.lookup = lookup;
        this.progress = progress;
        this.unitDays = unitDays;
    }

    @GetMapping("/campaigns/{campaign}/units/{unit}")
    Rendering unit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @ModelAttribute PageParameters parameters,
            Locale locale) {
        PageFrame frame = frames.of(caller, campaign, "/units/" + unit, parameters, parameters.phase(), unit);
        Plan plan = frame.plan();
        lookup.checkIndicator(plan, parameters.indicator());
        PlanNode node = frame.nodes().get(0);
        ViewContext context = frame.context();
        String indicator = frame.indicator().code();
        DayRange range = DayRange.of(plan, null, null, context.asOf());
        List<DayView> days = new ArrayList<>(unitDays.read(plan, node, range, context.now()));
        Collections.reverse(days);
        ProgressView view = progress.read(plan, node, context, indicator, null, Page.WHOLE);
        return frame.around("unit", locale)
                .modelAttribute("section", new LiveSection(view, indicator))
                .modelAttribute("days", days)
                .build();
    }
}
