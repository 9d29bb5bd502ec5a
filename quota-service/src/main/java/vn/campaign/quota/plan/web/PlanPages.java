package vn.campaign.quota.plan.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.CampaignHeaders;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.page.LocaleFormat;

/** Shows the plans in force; the scripts on these pages call the planner's API. */
@Controller
class PlanPages {

    private static final int PAGE = 200;

    /** A plan as its page writes it: names by codes, and times in the campaign's zone. */
    record PlanPage(CampaignHeader header, LocaleFormat language) {

        static PlanPage of(CampaignHeader header, Locale locale) {
            return new PlanPage(header, new LocaleFormat(locale, header.timeZone()));
        }

        public String indicator(String code) {
            return header.indicator(code)
                    .map(Indicator::name)
                    .map(language::name)
                    .orElse(code);
        }

        /** The name of a phase; empty for the whole campaign. */
        public String phase(@Nullable String code) {
            return code == null
                    ? ""
                    : header.phase(code).map(Phase::name).map(language::name).orElse(code);
        }
    }

    private final PlanAccess access;
    private final CampaignHeaders headers;
    private final CampaignUnits units;

    PlanPages(PlanAccess access, CampaignHeaders headers, CampaignUnits units) {
        this.access = access;
        this.headers = headers;
        this.units = units;
    }

    @GetMapping({"", "/"})
    Rendering all(@AuthenticationPrincipal Caller caller, Locale locale) {
        return Rendering.view("plans")
                .modelAttribute("caller", caller)
                .modelAttribute("planner", caller.is(Role.PLANNER))
                .modelAttribute(
                        "plans",
                        headers.all().stream()
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
        List<UnitPlan> listed;
        try (Stream<UnitPlan> all = units.all(campaign)) {
            listed = all.skip((long) shown * PAGE).limit(PAGE + 1L).toList();
        }
        return rendering
                .modelAttribute("planner", caller.may(Role.PLANNER, campaign))
                .modelAttribute("units", listed.subList(0, Math.min(PAGE, listed.size())))
                .modelAttribute("page", shown)
                .modelAttribute("more", listed.size() > PAGE)
                .modelAttribute("findings", units.findings(campaign))
                .build();
    }

    @GetMapping("/campaigns/{campaign}/history")
    Rendering history(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, Locale locale) {
        return around("history", caller, campaign, locale).build();
    }

    private Rendering.Builder<?> around(String view, Caller caller, String campaign, Locale locale) {
        PlanPage plan = PlanPage.of(access.readable(caller, campaign), locale);
        return Rendering.view(view)
                .modelAttribute("caller", caller)
                .modelAttribute("plan", plan)
                .modelAttribute("language", plan.language());
    }
}
