package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.quota.plan.store.UnitChanges;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** Reopens a locked phase for one unit. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/units/{unit}/reopened/{phase}")
@Tag(name = "Plans")
class ReopeningController {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final PlanAccess access;
    private final Plans plans;
    private final UnitChanges changes;

    ReopeningController(PlanAccess access, Plans plans, UnitChanges changes) {
        this.access = access;
        this.plans = plans;
        this.changes = changes;
    }

    /** Until when a phase is reopened. */
    record Reopening(@Nullable LocalDate until) {}

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Reopen a locked phase for one unit",
            description = "Until the end of the day in until, in the campaign's time zone. The history records it.")
    ResponseEntity<PlanVersion> reopen(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String phase,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Mono<Reopening> body) {
        CampaignHeader header = access.changeable(caller, campaign, unit);
        LocalDate until = body.block().until();
        if (until == null) {
            throw ApiException.malformed("until", "is missing");
        }
        return change(caller, header, unit, phase, until, ifMatch);
    }

    @DeleteMapping
    @Operation(summary = "Close a reopened phase again", description = "Idempotent.")
    ResponseEntity<PlanVersion> close(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String phase,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return change(caller, access.changeable(caller, campaign, unit), unit, phase, null, ifMatch);
    }

    private ResponseEntity<PlanVersion> change(
            Caller caller,
            CampaignHeader header,
            String unit,
            String phase,
            @Nullable LocalDate until,
            @Nullable String ifMatch) {
        String campaign = header.campaign();
        UnitPlan found = plans.unit(campaign, unit).orElseThrow(() -> unknown("UNIT_UNKNOWN", "unit", unit));
        if (header.phase(phase).isEmpty()) {
            throw unknown("PHASE_UNKNOWN", "phase", phase);
        }
        Outcome.Kept kept = PlanVersion.kept(
                campaign, changes.reopen(header, found, phase, until, PlanVersion.expected(ifMatch), caller.name()));
        String what = until == null ? "CLOSED" : "REOPENED";
        audit.info("{} {} of {} in {} by {}", what, phase, unit, campaign, caller.name());
        return PlanVersion.response(campaign, kept);
    }

    private static ApiException unknown(String code, String field, String value) {
        return ApiException.notFound(code, field, "the campaign has no " + field + " " + value);
    }
}
