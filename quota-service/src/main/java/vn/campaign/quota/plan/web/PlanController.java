package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Difference;
import vn.campaign.quota.plan.Plan;
import vn.campaign.quota.plan.PlanCheck;
import vn.campaign.quota.plan.Violation;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.quota.plan.store.UnitChanges;
import vn.campaign.quota.web.Refused;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;

/** Plans over HTTP. */
@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Plans", description = "The planner's API: phases, indicators, units and their targets")
class PlanController {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final int MAX_PLAN = 16 << 20;
    private static final int MAX_HISTORY = 1000;

    private final Plans plans;
    private final UnitChanges changes;

    PlanController(Plans plans, UnitChanges changes) {
        this.plans = plans;
        this.changes = changes;
    }

    /** A campaign in a list. */
    record Listed(String campaign, Name name, long version, Instant archivedAt) {}

    /** What became of a plan. */
    record Receipt(String campaign, long version, List<Finding> findings) {}

    @GetMapping
    @Operation(summary = "All campaigns")
    List<Listed> campaigns(@AuthenticationPrincipal Caller caller) {
        return plans.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .map(header -> new Listed(header.campaign(), header.name(), header.version(), header.archivedAt()))
                .toList();
    }

    @PutMapping(path = "/{campaign}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Put a plan in force",
            description =
                    "Findings are shown and never refuse it. If-Match with the version guards against another planner.")
    ResponseEntity<Receipt> put(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            InputStream body)
            throws IOException {
        requirePlanner(caller, campaign);
        Outcome.Kept kept =
                Outcomes.kept(campaign, plans.put(read(campaign, body), IfMatch.version(ifMatch), caller.name()));
        audit.info("PLANNED {} version {} by {}", campaign, kept.version(), caller.name());
        return (kept.created()
                        ? ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign))
                        : ResponseEntity.ok())
                .eTag(String.valueOf(kept.version()))
                .body(new Receipt(campaign, kept.version(), plans.findings(campaign)));
    }

    @PutMapping(path = "/{campaign}", params = "dryRun=true", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What putting a plan in force would change", description = "Nothing is written.")
    Difference preview(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, InputStream body)
            throws IOException {
        requirePlanner(caller, campaign);
        return plans.difference(read(campaign, body));
    }

    private static Plan read(String campaign, InputStream body) throws IOException {
        Plan plan = PlanJson.plan(campaign, body, MAX_PLAN);
        List<Violation> violations = PlanCheck.of(plan);
        if (!violations.isEmpty()) {
            throw Refused.invalid(violations);
        }
        return plan;
    }

    @GetMapping("/{campaign}")
    @Operation(summary = "A plan with its findings, in the form that PUT takes")
    void get(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, HttpServletResponse response)
            throws IOException {
        requireReader(caller, campaign);
        CampaignHeader header = header(campaign);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.ETAG, "\"" + header.version() + "\"");
        try (OutputStream out = response.getOutputStream();
                JsonGenerator json = ContractJson.mapper().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("campaign", campaign);
            json.writeNumberProperty("version", header.version());
            json.writePOJOProperty("name", header.name());
            json.writeStringProperty("timeZone", header.timeZone().getId());
            json.writePOJOProperty("phases", header.phases());
            json.writePOJOProperty("indicators", header.indicators());
            json.writePOJOProperty("settings", header.settings());
            if (header.archived()) {
                json.writePOJOProperty("archivedAt", header.archivedAt());
            }
            json.writeArrayPropertyStart("units");
            try (Stream<UnitPlan> units = plans.units(campaign)) {
                units.forEach(unit -> json.writePOJO(PlanJson.write(unit)));
            }
            json.writeEndArray();
            json.writePOJOProperty("findings", plans.findings(campaign));
            json.writeEndObject();
        }
    }

    /** Until when a phase is reopened. */
    record Reopening(LocalDate until) {}

    @PutMapping(path = "/{campaign}/units/{unit}/reopened/{phase}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Let a locked phase take reports of one unit again",
            description = "To the end of the day until, in the campaign's zone. The history keeps it.")
    ResponseEntity<Outcomes.Version> reopen(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String phase,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @RequestBody Reopening reopening) {
        if (reopening.until() == null) {
            throw Refused.malformed("until", "is missing");
        }
        return reopened(caller, campaign, unit, phase, reopening.until(), ifMatch);
    }

    @DeleteMapping("/{campaign}/units/{unit}/reopened/{phase}")
    @Operation(summary = "Close a reopened phase again", description = "Whether or not it is reopened.")
    ResponseEntity<Outcomes.Version> close(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String phase,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        return reopened(caller, campaign, unit, phase, null, ifMatch);
    }

    private ResponseEntity<Outcomes.Version> reopened(
            Caller caller, String campaign, String unit, String phase, LocalDate until, String ifMatch) {
        if (!caller.may(Role.PLANNER, campaign, unit, code -> parentOf(campaign, code))) {
            throw Refused.forbidden();
        }
        CampaignHeader header = header(campaign);
        UnitPlan found = plans.unit(campaign, unit).orElseThrow(() -> Refused.unknown("UNIT_UNKNOWN", "unit", unit));
        if (header.phase(phase).isEmpty()) {
            throw Refused.unknown("PHASE_UNKNOWN", "phase", phase);
        }
        Outcome.Kept kept = Outcomes.kept(
                campaign, changes.reopen(header, found, phase, until, IfMatch.version(ifMatch), caller.name()));
        audit.info(
                "{} {} of {} in {} by {}", until == null ? "CLOSED" : "REOPENED", phase, unit, campaign, caller.name());
        return Outcomes.answer(campaign, kept);
    }

    @GetMapping("/{campaign}/history")
    @Operation(summary = "Who changed what, newest first; before= continues below a version")
    List<PlanChange> history(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "100") int limit) {
        requireReader(caller, campaign);
        header(campaign);
        if (limit < 1 || limit > MAX_HISTORY) {
            throw Refused.malformed("limit", "is between 1 and " + MAX_HISTORY);
        }
        return plans.history(campaign, before, limit);
    }

    /** The plan of a whole campaign is changed by whoever plans all of it. */
    static void requirePlanner(Caller caller, String campaign) {
        if (!caller.may(Role.PLANNER, campaign)) {
            throw Refused.forbidden();
        }
    }

    /** The plan names every unit, so it is shown to whoever may see all of them. */
    static void requireReader(Caller caller, String campaign) {
        if (!caller.seesAll(campaign)) {
            throw Refused.forbidden();
        }
    }

    private String parentOf(String campaign, String unit) {
        return plans.unit(campaign, unit).map(UnitPlan::parent).orElse(null);
    }

    private CampaignHeader header(String campaign) {
        return plans.header(campaign).orElseThrow(() -> Refused.unknownCampaign(campaign));
    }
}
