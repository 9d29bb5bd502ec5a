package vn.campaign.quota.plan.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** The plans in force; what the scripts on these pages ask and change is the planner's API. */
@Controller
class PlanPages {

    private static final int UNITS_ON_A_PAGE = 200;

    private final Plans plans;

    PlanPages(Plans plans) {
        this.plans = plans;
    }

    @GetMapping("/")
    String all(@AuthenticationPrincipal Caller caller, Model model, Locale locale) {
        model.addAttribute("caller", caller);
        model.addAttribute("planner", caller.is(Role.PLANNER));
        List<PlanPage> pages = plans.headers().stream()
                .filter(header -> caller.seesAll(header.campaign()))
                .map(header -> new PlanPage(header, locale))
                .toList();
        model.addAttribute("plans", pages);
        model.addAttribute("language", locale.getLanguage());
        return "plans";
    }

    @GetMapping("/campaigns/{campaign}")
    String plan(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(defaultValue = "0") int page,
            Model model,
            Locale locale) {
        CampaignHeader header = header(caller, campaign);
        model.addAttribute("caller", caller);
        model.addAttribute("planner", caller.may(Role.PLANNER, campaign));
        List<UnitPlan> units;
        try (Stream<UnitPlan> all = plans.units(campaign)) {
            units = all.skip((long) Math.max(0, page) * UNITS_ON_A_PAGE)
                    .limit(UNITS_ON_A_PAGE + 1L)
                    .toList();
        }
        model.addAttribute("plan", new PlanPage(header, locale));
        model.addAttribute("units", units.subList(0, Math.min(UNITS_ON_A_PAGE, units.size())));
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute("more", units.size() > UNITS_ON_A_PAGE);
        model.addAttribute("findings", plans.findings(campaign));
        model.addAttribute("language", locale.getLanguage());
        return "plan";
    }

    @GetMapping("/campaigns/{campaign}/history")
    String history(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, Model model, Locale locale) {
        model.addAttribute("plan", new PlanPage(header(caller, campaign), locale));
        model.addAttribute("caller", caller);
        model.addAttribute("language", locale.getLanguage());
        return "history";
    }

    private CampaignHeader header(Caller caller, String campaign) {
        if (!caller.seesAll(campaign)) {
            throw ApiException.forbidden("the account may not see all units of the campaign");
        }
        return plans.header(campaign)
                .orElseThrow(() -> ApiException.notFound("CAMPAIGN_UNKNOWN", null, "there is no campaign " + campaign));
    }
}
