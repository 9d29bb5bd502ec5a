package vn.campaign.dashboard.page;

import java.time.Clock;
import java.time.LocalDate;
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
import vn.campaign.dashboard.reminder.Reminders;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.web.CompletenessViews;
import vn.campaign.dashboard.web.DayRange;
import vn.campaign.dashboard.web.Lookup;
import vn.campaign.web.access.Caller;

/** Who reported when, as a map of units by days, and whom to remind. */
@Controller
class CompletenessPages {

    private static final int ROWS = 100;
    private static final Page REMINDED = new Page(0, 500);

    private final Lookup lookup;
    private final CompletenessViews views;
    private final Reminders reminders;
    private final Clock clock;

    CompletenessPages(Lookup lookup, CompletenessViews views, Reminders reminders, Clock clock) {
        this.lookup = lookup;
        this.views = views;
        this.reminders = reminders;
        this.clock = clock;
    }

    @GetMapping("/campaigns/{campaign}/completeness")
    Rendering completeness(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute Choice choice,
            Locale locale) {
        Plan plan = lookup.plan(caller, campaign);
        Page page = lookup.page(choice.pageNumber(), ROWS);
        Lens lens = lookup.lens(plan, choice.phase(), choice.asOf(), clock.instant());
        List<PlanNode> shown = lookup.topsOr(caller, plan, choice.node());
        PlanNode node = choice.node() == null ? null : shown.get(0);
        Frame frame = Frame.of(caller, plan, new PageAddress(campaign, "/completeness", choice), lens, node);
        DayRange range = DayRange.of(plan, lens.period().from(), lens.period().to(), lens.asOf());
        List<CompletenessView> sections = shown.stream()
                .map(each -> views.read(plan, each, range, lens.asOf(), lens.now(), page))
                .toList();
        LocalDate day = range.isEmpty() ? lens.asOf() : range.to();
        return frame.around("completeness", locale)
                .modelAttribute("sections", sections)
                .modelAttribute("rows", ROWS)
                .modelAttribute("missing", reminders.read(plan, shown, day, lens.now(), REMINDED))
                .build();
    }
}
