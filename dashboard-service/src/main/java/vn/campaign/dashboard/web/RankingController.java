package vn.campaign.dashboard.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.RankingQuery;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.RankingView;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;

/** Who is to be commended, in which order and why. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class RankingController {

    private final Lookup lookup;
    private final RankingQuery rankings;

    RankingController(Lookup lookup, RankingQuery rankings) {
        this.lookup = lookup;
        this.rankings = rankings;
    }

    /** By default the units of every root, each root for itself. */
    @GetMapping("/ranking")
    RankingView ranking(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable String phase,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page asked = lookup.page(page, size);
        Plan plan = lookup.plan(caller, campaign);
        ViewContext context = lookup.context(plan, phase, asOf);
        return rankings.read(plan, lookup.nodeOrRoots(caller, plan, node), context, asked);
    }
}
