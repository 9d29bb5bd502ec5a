package vn.campaign.dashboard.web;

import com.mongodb.MongoException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebInputException;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;

/** The pages: all campaigns, and one campaign live. */
@Controller
class PageController {

    private static final int ROWS = 100;

    private final Campaigns campaigns;
    private final Lookup lookup;
    private final ProgressViews views;
    private final Clock clock;

    PageController(Campaigns campaigns, Lookup lookup, ProgressViews views, Clock clock) {
        this.campaigns = campaigns;
        this.lookup = lookup;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/")
    Rendering campaigns(Locale locale) {
        return Rendering.view("campaigns")
                .modelAttribute("language", new Language(locale, ZoneOffset.UTC))
                .modelAttribute("campaigns", campaigns.headers())
                .build();
    }

    @GetMapping("/campaigns/{campaign}")
    Rendering campaign(
            @PathVariable String campaign,
            @RequestParam(required = false) String node,
            @RequestParam(required = false) String phase,
            @RequestParam(required = false) LocalDate asOf,
            @RequestParam(required = false) String indicator,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(required = false) String lang,
            Locale locale) {
        if (page < 0) {
            throw Problem.malformed("page", "must be 0 or more");
        }
        Plan plan = lookup.plan(campaign);
        Lens lens = lookup.lens(plan, phase, asOf, clock.instant());
        List<PlanNode> shown = lookup.rootsOr(plan, node);
        List<ProgressView> sections = shown.stream()
                .map(each -> views.read(plan, each, lens, null, new Page(page, ROWS)))
                .toList();
        CampaignPage model = new CampaignPage(
                plan.header(),
                lens,
                indicator(plan.header(), indicator),
                new PageAddress(campaign, node, phase, asOf, indicator, page, lang),
                node == null ? List.of() : plan.above(shown.get(0)),
                sections);
        return Rendering.view("campaign")
                .modelAttribute("language", new Language(locale, plan.header().timeZone()))
                .modelAttribute("model", model)
                .build();
    }

    @ExceptionHandler
    Rendering handle(Problem problem) {
        return problem(problem.getStatusCode());
    }

    @ExceptionHandler
    Rendering handle(ServerWebInputException malformed) {
        return problem(malformed.getStatusCode());
    }

    @ExceptionHandler
    Rendering handle(MongoException unavailable) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private static Rendering problem(HttpStatusCode status) {
        return Rendering.view("error/4xx")
                .status(status)
                .modelAttribute("status", status.value())
                .build();
    }

    private static Indicator indicator(CampaignHeader header, String code) {
        String chosen = code == null ? header.settings().mainIndicator() : code;
        return header.indicator(chosen)
                .or(() -> code == null ? header.indicators().stream().findFirst() : Optional.empty())
                .orElseThrow(() -> Problem.malformed("indicator", "is not an indicator of the campaign"));
    }
}
