package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.quota.plan.store.UnitChanges;
import vn.campaign.web.access.Caller;

/** Units with their targets as a file, however many there are. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/units")
@Tag(name = "Units", description = "Units and targets as CSV, workbook or NDJSON")
class UnitController {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    /** Network buffers requested ahead of the reader. */
    private static final int DEMAND = 16;

    private final PlanAccess access;
    private final Plans plans;
    private final UnitChanges changes;
    private final UnitImport unitImport;
    private final Downloads downloads;

    UnitController(PlanAccess access, Plans plans, UnitChanges changes, UnitImport unitImport, Downloads downloads) {
        this.access = access;
        this.plans = plans;
        this.changes = changes;
        this.unitImport = unitImport;
        this.downloads = downloads;
    }

    @PutMapping(consumes = {UnitFile.NDJSON, UnitFile.CSV, UnitFile.XLSX})
    @Operation(
            summary = "Import units",
            description =
                    "Each line is a change of its own; other units stay as they are. To complete an import, send the file again.")
    UnitImport.Summary importUnits(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestBody(required = false) Flux<DataBuffer> body)
            throws IOException {
        CampaignHeader before = access.changeable(caller, campaign);
        Outcome outcome = changes.begin(before, PlanVersion.expected(ifMatch));
        if (!(outcome instanceof Outcome.Begun begun)) {
            throw PlanVersion.problem(campaign, outcome);
        }
        UnitImport.Summary summary;
        try (InputStream file = DataBufferUtils.subscriberInputStream(body, DEMAND)) {
            summary = unitImport.run(begun.header(), type, file, caller.name());
        }
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
            consumes = {UnitFile.NDJSON, UnitFile.CSV, UnitFile.XLSX})
    @Operation(summary = "What importing units would change", description = "Nothing is written.")
    UnitImport.Preview preview(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestBody(required = false) Flux<DataBuffer> body)
            throws IOException {
        CampaignHeader header = access.changeable(caller, campaign);
        try (InputStream file = DataBufferUtils.subscriberInputStream(body, DEMAND)) {
            return unitImport.preview(header, type, file);
        }
    }

    @GetMapping(produces = UnitFile.CSV)
    @Operation(summary = "The units in the format of the import")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "string")))
    ResponseEntity<Flux<DataBuffer>> csv(@AuthenticationPrincipal Caller caller, @PathVariable String campaign) {
        CampaignHeader header = access.readable(caller, campaign);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.parseMediaType(UnitFile.CSV), StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(campaign + "-units-" + header.version() + ".csv")
                                .build()
                                .toString())
                .body(downloads.stream(out -> UnitCsvFile.write(() -> plans.units(campaign), out)));
    }
}
