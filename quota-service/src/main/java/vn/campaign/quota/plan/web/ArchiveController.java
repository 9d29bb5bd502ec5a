package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.web.access.Caller;

/** Archives campaigns that are over, and puts them back in use. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/archived")
@Tag(name = "Archive", description = "For operators of the campaign")
class ArchiveController {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final PlanAccess access;
    private final Plans plans;

    ArchiveController(PlanAccess access, Plans plans) {
        this.access = access;
        this.plans = plans;
    }

    @PutMapping
    @Operation(
            summary = "Archive a finished campaign",
            description = "Rejects reports and plan changes from then on; the figures stay available.")
    ResponseEntity<PlanVersion> archive(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        CampaignHeader header = access.operable(caller, campaign);
        Outcome outcome = plans.archive(header, PlanVersion.expected(ifMatch), caller.name());
        return response("ARCHIVED", campaign, PlanVersion.kept(campaign, outcome), caller);
    }

    @DeleteMapping
    @Operation(summary = "Reopen an archived campaign", description = "Idempotent.")
    ResponseEntity<PlanVersion> undo(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        CampaignHeader header = access.operable(caller, campaign);
        Outcome outcome = plans.unarchive(header, PlanVersion.expected(ifMatch), caller.name());
        return response("UNARCHIVED", campaign, PlanVersion.kept(campaign, outcome), caller);
    }

    private static ResponseEntity<PlanVersion> response(
            String what, String campaign, Outcome.Kept kept, Caller caller) {
        audit.info("{} {} version {} by {}", what, campaign, kept.version(), caller.name());
        return PlanVersion.response(campaign, kept);
    }
}
