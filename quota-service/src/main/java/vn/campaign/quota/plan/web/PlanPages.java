package vn.campaign.quota.plan.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
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

    /** A plan as its pages write it: names by codes, and times in the campaign's zone. */
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

        /** The name of a unit; its code where it is not known, a dash for none. */
        public String unit(Map<String, UnitPlan> units, @Nullable String code) {
            UnitPlan unit = code == null ? null : units.get(code);
            return unit == null ? Objects.requireNonNullElse(code, "–") : language.name(unit.name());
        }

        /** The indicators that a sum of the plan adds; the plan's own name of the sum where the unit no longer has it. */
        public String sum(@Nullable UnitPlan unit, Finding finding) {
            return Stream.ofNullable(unit)
                    .flatMap(stating -> stating.statedSums().stream())
                    .filter(sum -> sum.name().equals(finding.figure()) && Objects.equals(sum.phase(), finding.phase()))
                    .map(sum -> sum.of().stream().map(this::indicator).collect(Collectors.joining(" + ")))
                    .findFirst()
                    .orElse(finding.figure());
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
        CampaignHeader header = access.readable(caller, campaign);
        int shown = Math.max(0, page);
        List<UnitPlan> listed;
        try (Stream<UnitPlan> all = units.all(campaign)) {
            listed = all.skip((long) shown * PAGE).limit(PAGE + 1L).toList();
        }
        List<UnitPlan> onPage = listed.subList(0, Math.min(PAGE, listed.size()));
        List<Finding> findings = units.findings(campaign);
        return around("plan", header, locale)
                .modelAttribute("planner", caller.may(Role.PLANNER, campaign))
                .modelAttribute("tables", UnitTable.of(header, onPage))
                .modelAttribute("page", shown)
                .modelAttribute("more", listed.size() > PAGE)
                .modelAttribute("findings", findings)
                .modelAttribute("units", named(campaign, onPage, findings))
                .build();
    }

    @GetMapping("/campaigns/{campaign}/history")
    Rendering history(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, Locale locale) {
        return around("history", access.readable(caller, campaign), locale).build();
    }

    /** The units by their codes that a page names without listing them: parents, and those with findings. */
    private Map<String, UnitPlan> named(String campaign, List<UnitPlan> listed, List<Finding> findings) {
        Set<String> codes = Stream.concat(
                        listed.stream().map(UnitPlan::parent).filter(Objects::nonNull),
                        findings.stream().map(Finding::unit))
                .collect(Collectors.toSet());
        return units.byCode(campaign, codes);
    }

    private static Rendering.Builder<?> around(String view, CampaignHeader header, Locale locale) {
        PlanPage plan = PlanPage.of(header, locale);
        return Rendering.view(view).modelAttribute("plan", plan).modelAttribute("language", plan.language());
    }
}
