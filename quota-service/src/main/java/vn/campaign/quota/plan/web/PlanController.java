package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import vn.campaign.quota.plan.store.Plans;

/** Plans over HTTP. */
@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Plans", description = "The planner's API: phases, indicators, units and their targets")
class PlanController {

    private static final int LARGEST_PLAN = 16 << 20;
    private static final int LONGEST_HISTORY = 1000;

    private final Plans plans;

    PlanController(Plans plans) {
        this.plans = plans;
    }

    /** A campaign in a list. */
    record Listed(String campaign, Name name, long version) {}

    /** The version in force after a change. */
    record Version(String campaign, long version) {}

    /** What became of a plan. */
    record Receipt(String campaign, long version, List<Finding> findings) {}

    @GetMapping
    @Operation(summary = "All campaigns")
    List<Listed> campaigns() {
        return plans.headers().stream()
                .map(header -> new Listed(header.campaign(), header.name(), header.version()))
                .toList();
    }

    @PutMapping(path = "/{campaign}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Put a plan in force",
            description =
                    "Findings are shown and never refuse it. If-Match with the version guards against another planner.")
    ResponseEntity<Receipt> put(
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            InputStream body)
            throws IOException {
        Plans.Outcome outcome = plans.put(read(campaign, body), IfMatch.version(ifMatch));
        if (outcome instanceof Plans.Conflict conflict) {
            throw Refused.conflict(conflict.version());
        }
        if (outcome instanceof Plans.HasReports reporting) {
            throw hasReports("units", reporting.unit());
        }
        Plans.Kept kept = (Plans.Kept) outcome;
        return (kept.created()
                        ? ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign))
                        : ResponseEntity.ok())
                .eTag(String.valueOf(kept.version()))
                .body(new Receipt(campaign, kept.version(), plans.findings(campaign)));
    }

    @PutMapping(path = "/{campaign}", params = "dryRun=true", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What putting a plan in force would change", description = "Nothing is written.")
    Difference preview(@PathVariable String campaign, InputStream body) throws IOException {
        return plans.difference(read(campaign, body));
    }

    private static Plan read(String campaign, InputStream body) throws IOException {
        Plan plan = PlanJson.plan(campaign, body, LARGEST_PLAN);
        List<Violation> violations = PlanCheck.of(plan);
        if (!violations.isEmpty()) {
            throw Refused.invalid(violations);
        }
        return plan;
    }

    static Refused hasReports(String field, String unit) {
        return new Refused(
                HttpStatus.CONFLICT,
                "UNIT_HAS_REPORTS",
                field,
                unit + " has reports of its own and cannot have children");
    }

    @GetMapping("/{campaign}")
    @Operation(summary = "A plan with its findings, in the form that PUT takes")
    void get(@PathVariable String campaign, HttpServletResponse response) throws IOException {
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
    ResponseEntity<Version> reopen(
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String phase,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @RequestBody Reopening reopening) {
        if (reopening.until() == null) {
            throw Refused.malformed("until", "is missing");
        }
        return reopened(campaign, unit, phase, reopening.until(), ifMatch);
    }

    @DeleteMapping("/{campaign}/units/{unit}/reopened/{phase}")
    @Operation(summary = "Close a reopened phase again", description = "Whether or not it is reopened.")
    ResponseEntity<Version> close(
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String phase,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        return reopened(campaign, unit, phase, null, ifMatch);
    }

    private ResponseEntity<Version> reopened(
            String campaign, String unit, String phase, LocalDate until, String ifMatch) {
        CampaignHeader header = header(campaign);
        UnitPlan found = plans.unit(campaign, unit).orElseThrow(() -> Refused.unknown("UNIT_UNKNOWN", "unit", unit));
        if (header.phase(phase).isEmpty()) {
            throw Refused.unknown("PHASE_UNKNOWN", "phase", phase);
        }
        Plans.Outcome outcome = plans.reopen(header, found, phase, until, IfMatch.version(ifMatch));
        if (outcome instanceof Plans.Kept kept) {
            return ResponseEntity.ok().eTag(String.valueOf(kept.version())).body(new Version(campaign, kept.version()));
        }
        throw Refused.conflict(((Plans.Conflict) outcome).version());
    }

    @GetMapping("/{campaign}/history")
    @Operation(summary = "Who changed what, newest first; before= continues below a version")
    List<PlanChange> history(
            @PathVariable String campaign,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "100") int limit) {
        header(campaign);
        if (limit < 1 || limit > LONGEST_HISTORY) {
            throw Refused.malformed("limit", "is between 1 and " + LONGEST_HISTORY);
        }
        return plans.history(campaign, before, limit);
    }

    private CampaignHeader header(String campaign) {
        return plans.header(campaign).orElseThrow(() -> Refused.unknownCampaign(campaign));
    }
}
