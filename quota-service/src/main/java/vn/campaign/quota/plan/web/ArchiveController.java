package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import vn.campaign.quota.plan.store.Archive;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.quota.web.Refused;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;

/** Closes campaigns that are over, and opens them again. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/archived")
@Tag(name = "Archive", description = "For operators of the campaign")
class ArchiveController {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final Plans plans;
    private final Archive archive;

    ArchiveController(Plans plans, Archive archive) {
        this.plans = plans;
        this.archive = archive;
    }

    @PutMapping
    @Operation(
            summary = "Archive a campaign that is over",
            description = "Nothing is stated for it and its plan is not changed any more; its figures stay.")
    ResponseEntity<Outcomes.Version> archive(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        CampaignHeader header = header(caller, campaign);
        return answer(caller, "ARCHIVED", campaign, archive.put(header, IfMatch.version(ifMatch), caller.name()));
    }

    @DeleteMapping
    @Operation(summary = "Put an archived campaign back in use", description = "Whether or not it is archived.")
    ResponseEntity<Outcomes.Version> undo(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        CampaignHeader header = header(caller, campaign);
        return answer(caller, "UNARCHIVED", campaign, archive.undo(header, IfMatch.version(ifMatch), caller.name()));
    }

    private static ResponseEntity<Outcomes.Version> answer(
            Caller caller, String what, String campaign, Outcome outcome) {
        Outcome.Kept kept = Outcomes.kept(campaign, outcome);
        audit.info("{} {} version {} by {}", what, campaign, kept.version(), caller.name());
        return Outcomes.answer(campaign, kept);
    }

    private CampaignHeader header(Caller caller, String campaign) {
        if (!caller.may(Role.OPERATOR, campaign)) {
            throw Refused.forbidden();
        }
        return plans.header(campaign).orElseThrow(() -> Refused.unknownCampaign(campaign));
    }
}
