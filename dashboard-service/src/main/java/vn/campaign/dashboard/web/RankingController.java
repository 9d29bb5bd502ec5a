package vn.campaign.dashboard.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.RankingView;
import vn.campaign.dashboard.view.RankingView.Dimension;

/** Who is to be commended, in which order and why. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class RankingController {

    private final Lookup lookup;
    private final Commendations commendations;
    private final ProgressReader progress;
    private final Clock clock;

    RankingController(Lookup lookup, Commendations commendations, ProgressReader progress, Clock clock) {
        this.lookup = lookup;
        this.commendations = commendations;
        this.progress = progress;
        this.clock = clock;
    }

    /** By default the units of every root, each root for itself. */
    @GetMapping("/ranking")
    RankingView ranking(
            @PathVariable String campaign,
            @RequestParam(required = false) String phase,
            @RequestParam(required = false) String node,
            @RequestParam(required = false) LocalDate asOf,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page asked = lookup.page(page, size);
        Plan plan = lookup.plan(campaign);
        Lens lens = lookup.lens(plan, phase, asOf, clock.instant());
        List<PlanNode> roots = lookup.rootsOr(plan, node);
        Freshness freshness = progress.freshness(lens.now());
        Settings settings = plan.header().settings();
        return new RankingView(
                campaign,
                lens.period().code(),
                lens.asOf(),
                freshness,
                settings.mainIndicator(),
                settings.reportingShare(),
                lens.asOf().isBefore(lens.period().to()),
                roots.stream()
                        .map(root -> Dimension.of(root, commendations.candidates(plan, root, lens), settings, asked))
                        .toList());
    }
}
