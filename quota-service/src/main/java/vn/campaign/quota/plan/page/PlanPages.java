package vn.campaign.quota.plan.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Shows the plans in force; the scripts on these pages call the planner's API. */
@Controller
class PlanPages {

    private static final int PAGE = 200;

    private final Plans plans;

    PlanPages(Plans plans) {
        this.plans = plans;
    }

    @GetMapping("/")
    Rendering all(@AuthenticationPrincipal Caller caller, Locale locale) {
        return Rendering.view("plans")
                .modelAttribute("caller", caller)
                .modelAttribute("planner", caller.is(Role.PLANNER))
                .modelAttribute(
                        "plans",
                        plans.headers().stream()
                                .filter(header -> caller.seesAll(header.campaign()))
                                .map(header -> PlanPage.of(header, locale))
                                .toList())
                .build();
    }

    @GetMapping("/campaigns/{campaign}")
    Rendering plan(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(defaultValue = "0") int page,
            Locale locale) {
        Rendering.Builder<?> rendering = around("plan", caller, campaign, locale);
        int shown = Math.max(0, page);
        List<UnitPlan> units;
        try (Stream<UnitPlan> all = plans.units(campaign)) {
            units = all.skip((long) shown * PAGE).limit(PAGE + 1L).toList();
        }
        return rendering
                .modelAttribute("planner", caller.may(Role.PLANNER, campaign))
                .modelAttribute("units", units.subList(0, Math.min(PAGE, units.size())))
                .modelAttribute("page", shown)
                .modelAttribute("more", units.size() > PAGE)
                .modelAttribute("findings", plans.findings(campaign))
                .build();
    }

    @GetMapping("/campaigns/{campaign}/history")
    Rendering history(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, Locale locale) {
        return around("history", caller, campaign, locale).build();
    }

    private Rendering.Builder<?> around(String view, Caller caller, String campaign, Locale locale) {
        if (!caller.seesAll(campaign)) {
            throw ApiException.forbidden("the account may not see all units of the campaign");
        }
        PlanPage plan = plans.header(campaign)
                .map(header -> PlanPage.of(header, locale))
                .orElseThrow(() -> ApiException.notFound("CAMPAIGN_UNKNOWN", null, "there is no campaign " + campaign));
        return Rendering.view(view)
                .modelAttribute("caller", caller)
                .modelAttribute("plan", plan)
                .modelAttribute("language", plan.language());
    }
}
