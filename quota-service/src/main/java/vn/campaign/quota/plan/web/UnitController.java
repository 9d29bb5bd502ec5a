package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.quota.plan.store.UnitChanges;
import vn.campaign.quota.web.Refused;
import vn.campaign.web.access.Caller;

/** Units with their targets as a file, however many there are. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/units")
@Tag(name = "Units", description = "Units and targets as CSV, workbook or NDJSON")
class UnitController {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final Plans plans;
    private final UnitChanges changes;
    private final UnitImport unitImport;

    UnitController(Plans plans, UnitChanges changes, UnitImport unitImport) {
        this.plans = plans;
        this.changes = changes;
        this.unitImport = unitImport;
    }

    @PutMapping(consumes = {UnitImport.NDJSON, UnitImport.CSV, UnitImport.XLSX})
    @Operation(
            summary = "Import units",
            description =
                    "Each line is its own change; units that are not named stay. Sending the file again completes it.")
    UnitImport.Summary importUnits(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            InputStream body)
            throws IOException {
        PlanController.requirePlanner(caller, campaign);
        Outcome outcome = changes.begin(header(campaign), IfMatch.version(ifMatch));
        if (!(outcome instanceof Outcome.Begun begun)) {
            throw Outcomes.refused(campaign, outcome);
        }
        UnitImport.Summary summary = unitImport.run(begun.header(), type, body, caller.name());
        audit.info(
                "PLANNED {} version {}: {} of {} units by {}",
                campaign,
                summary.version(),
                summary.accepted(),
                summary.received(),
                caller.name());
        return summary;
    }

    @PutMapping(
            params = "dryRun=true",
            consumes = {UnitImport.NDJSON, UnitImport.CSV, UnitImport.XLSX})
    @Operation(summary = "What importing units would change", description = "Nothing is written.")
    UnitImport.Preview preview(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            InputStream body)
            throws IOException {
        PlanController.requirePlanner(caller, campaign);
        return unitImport.preview(header(campaign), type, body);
    }

    @GetMapping(produces = UnitImport.CSV)
    @Operation(summary = "The units in the form that the import takes")
    void csv(@AuthenticationPrincipal Caller caller, @PathVariable String campaign, HttpServletResponse response)
            throws IOException {
        PlanController.requireReader(caller, campaign);
        String name = campaign + "-units-" + header(campaign).version() + ".csv";
        response.setContentType(UnitImport.CSV + ";charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        UnitCsvFile.write(() -> plans.units(campaign), response.getOutputStream());
    }

    private CampaignHeader header(String campaign) {
        return plans.header(campaign).orElseThrow(() -> Refused.unknownCampaign(campaign));
    }
}
