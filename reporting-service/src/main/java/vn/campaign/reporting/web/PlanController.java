package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.plan.CampaignPlan;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.reporting.plan.SearchText;
import vn.campaign.reporting.plan.Unit;
import vn.campaign.web.access.Caller;

/** What a page for reporting needs to know of the plan. */
@RestController
@RequestMapping(path = "/api/v1/campaigns", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Plan", description = "What may be reported")
final class PlanController {

    private static final int MAX_MATCHES = 50;
    /** Each is looked for in every unit. */
    private static final int MAX_WORDS = 8;

    private final PlanCopy plans;
    private final Clock clock;

    PlanController(PlanCopy plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * A campaign in a list.
     *
     * @param today the date in the campaign's zone
     */
    record CampaignView(String code, Name name, ZoneId timeZone, LocalDate from, LocalDate to, LocalDate today) {

        static CampaignView of(CampaignHeader header, Instant now) {
            return new CampaignView(
                    header.campaign(),
                    header.name(),
                    header.timeZone(),
                    header.from(),
                    header.to(),
                    LocalDate.ofInstant(now, header.timeZone()));
        }
    }

    @GetMapping
    @Operation(summary = "The campaigns")
    List<CampaignView> campaigns(@AuthenticationPrincipal Caller caller) {
        return plans.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .map(header -> CampaignView.of(header, clock.instant()))
                .toList();
    }

    /**
     * A unit in the answer to a search.
     *
     * @param above the name of the node above, which tells units of one name apart; null for a root
     */
    record UnitMatch(String code, Name name, Kind kind, @Nullable Name above) {

        static UnitMatch of(CampaignPlan plan, Unit unit) {
            Name above = unit.parent() == null
                    ? null
                    : plan.unit(unit.parent()).map(Unit::name).orElse(null);
            return new UnitMatch(unit.code(), unit.name(), unit.kind(), above);
        }
    }

    @GetMapping("/{campaign}/units")
    @Operation(
            summary = "Units that report, searched by code and name",
            description = "Marks and case do not matter: thuan an finds Thuận An. At most 8 words; at most 50 units.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "400", description = "MALFORMED: too many words")
    @ApiResponse(responseCode = "404", description = "CAMPAIGN_UNKNOWN")
    List<UnitMatch> units(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(defaultValue = "") String search) {
        CampaignPlan plan = plan(caller, campaign);
        List<String> words = SearchText.words(search);
        if (words.size() > MAX_WORDS) {
            throw Problems.of(RefusalCode.MALFORMED, "search", "A search has at most " + MAX_WORDS + " words.");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), plan.header().timeZone());
        return plan.find(words, today, MAX_MATCHES, unit -> caller.sees(campaign, unit, plan::parentOf)).stream()
                .map(unit -> UnitMatch.of(plan, unit))
                .toList();
    }

    @GetMapping("/{campaign}/units/{unit}")
    @Operation(summary = "What a unit may report, and for which days")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "CAMPAIGN_UNKNOWN, UNIT_UNKNOWN")
    UnitView unit(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, @PathVariable String unit) {
        CampaignPlan plan = plan(caller, campaign);
        Unit known = plan.unit(unit)
                .orElseThrow(() -> Problems.of(RefusalCode.UNIT_UNKNOWN, "unit", "The campaign has no such unit."));
        if (!caller.sees(campaign, unit, plan::parentOf)) {
            throw Problems.of(RefusalCode.FORBIDDEN, "unit", "The account may not see this unit.");
        }
        return UnitView.of(plan, known, clock.instant());
    }

    private CampaignPlan plan(Caller caller, String campaign) {
        if (!caller.sees(campaign)) {
            throw Problems.of(RefusalCode.FORBIDDEN, null, "The account has no part in this campaign.");
        }
        return plans.campaign(campaign)
                .orElseThrow(() -> Problems.of(RefusalCode.CAMPAIGN_UNKNOWN, null, "There is no such campaign."));
    }
}
