package vn.campaign.dashboard.page;

import java.time.Clock;
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
import vn.campaign.dashboard.web.RankingViews;
import vn.campaign.web.access.Caller;

/** Who is to be commended and why, and whose responsibility is reviewed. */
@Controller
class RankingPages {

    private static final int ROWS = 100;

    private final Lookup lookup;
    private final RankingViews views;
    private final Clock clock;

    RankingPages(Lookup lookup, RankingViews views, Clock clock) {
        this.lookup = lookup;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/campaigns/{campaign}/ranking")
    Rendering ranking(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute Choice choice,
            Locale locale) {
        Plan plan = lookup.plan(caller, campaign);
        Lens lens = lookup.lens(plan, choice.phase(), choice.asOf(), clock.instant());
        List<PlanNode> shown = lookup.topsOr(caller, plan, choice.node());
        PlanNode node = choice.node() == null ? null : shown.get(0);
        Frame frame = Frame.of(caller, plan, new PageAddress(campaign, "/ranking", choice), lens, node);
        return frame.around("ranking", locale)
                .modelAttribute("plan", plan)
                .modelAttribute("ranking", views.read(plan, shown, lens, lookup.page(choice.pageNumber(), ROWS)))
                .build();
    }
}
