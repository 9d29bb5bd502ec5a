package vn.campaign.dashboard.page;

import java.time.Clock;
import java.time.Instant;
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
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.web.Lookup;
import vn.campaign.dashboard.web.Summaries;
import vn.campaign.web.access.Caller;

/** The summary of a phase, and the final one, as a report that prints. */
@Controller
class SummaryPages {

    private final Lookup lookup;
    private final Summaries summaries;
    private final Clock clock;

    SummaryPages(Lookup lookup, Summaries summaries, Clock clock) {
        this.lookup = lookup;
        this.summaries = summaries;
        this.clock = clock;
    }

    @GetMapping("/campaigns/{campaign}/phases/{phase}/summary")
    Rendering phase(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String phase,
            @ModelAttribute Choice choice,
            Locale locale) {
        return page(
                caller, lookup.plan(caller, campaign), "/phases/" + phase + "/summary", List.of(phase), choice, locale);
    }

    @GetMapping("/campaigns/{campaign}/final-summary")
    Rendering all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute Choice choice,
            Locale locale) {
        Plan plan = lookup.plan(caller, campaign);
        return page(caller, plan, "/final-summary", Summaries.everyPeriod(plan), choice, locale);
    }

    private Rendering page(Caller caller, Plan plan, String path, List<String> periods, Choice choice, Locale locale) {
        Instant now = clock.instant();
        List<Lens> lenses = periods.stream()
                .map(period -> lookup.lens(plan, period, choice.asOf(), now))
                .toList();
        List<PlanNode> shown = lookup.topsOr(caller, plan, choice.node());
        PlanNode node = choice.node() == null ? null : shown.get(0);
        Frame frame = Frame.of(caller, plan, new PageAddress(plan.campaign(), path, choice), lenses.get(0), node);
        return frame.around("summary", locale)
                .modelAttribute("plan", plan)
                .modelAttribute("summary", summaries.read(caller, plan, shown, lenses))
                .build();
    }
}
