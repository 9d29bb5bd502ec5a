package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.PlanWriter;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Units with their targets as a file, however many there are. */
@RestController
@RequestMapping(path = "/api/v1/campaigns/{campaign}/units", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Units", description = "Units and targets as CSV, workbook or NDJSON")
class UnitController {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    /** Network buffers requested ahead of the reader. */
    private static final int DEMAND = 16;

    private static final String REOPENED = "/{unit}/reopened/{phase}";

    private final PlanAccess access;
    private final CampaignUnits units;
    private final PlanWriter writer;
    private final UnitImport unitImport;
    private final Downloads downloads;

    UnitController(
            PlanAccess access, CampaignUnits units, PlanWriter writer, UnitImport unitImport, Downloads downloads) {
        this.access = access;
        this.units = units;
        this.writer = writer;
        this.unitImport = unitImport;
        this.downloads = downloads;
    }

    /** Until when a phase is reopened. */
    record Reopening(@Nullable LocalDate until) {}

    @PutMapping(consumes = {UnitFile.NDJSON, UnitFile.CSV, UnitFile.XLSX})
    @Operation(
            summary = "Import units",
            description =
                    "Each line is a change of its own; other units stay as they are. To complete an import, send the"
                            + " file again. With dryRun, nothing is written and the response has the difference.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = UnitFile.CSV, schema = @Schema(type = "string")),
                                @Content(mediaType = UnitFile.NDJSON, schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = UnitFile.XLSX,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    UnitImport.Summary importUnits(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestBody(required = false) Flux<DataBuffer> body)
            throws IOException {
        CampaignHeader before = access.of(Role.PLANNER, caller, campaign);
        CampaignHeader header = dryRun
                ? before
                : PlanVersion.inForce(writer.begin(campaign, PlanVersion.expected(ifMatch)))
                        .header();
        UnitImport.Summary summary;
        try (InputStream file = DataBufferUtils.subscriberInputStream(body, DEMAND)) {
            summary = unitImport.run(header, type, file, dryRun ? null : caller.name());
        }
        if (!dryRun) {
            audit.info(
                    "PLANNED {} version {}: {} of {} units by {}",
                    campaign,
                    summary.version(),
                    summary.accepted(),
                    summary.received(),
                    caller.name());
        }
        return summary;
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
                .body(downloads.stream(out -> UnitColumns.write(() -> units.all(campaign), out)));
    }

    @PutMapping(path = REOPENED, consumes = MediaType.APPLICATION_JSON_VALUE)
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

    @DeleteMapping(REOPENED)
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
        if (units.find(campaign, unit).isEmpty()) {
            throw unknown("UNIT_UNKNOWN", "unit", unit);
        }
        if (header.phase(phase).isEmpty()) {
            throw unknown("PHASE_UNKNOWN", "phase", phase);
        }
        Outcome outcome = writer.reopen(header, unit, phase, until, PlanVersion.expected(ifMatch), caller.name());
        CampaignHeader changed = PlanVersion.inForce(outcome).header();
        audit.info(
                "{} {} of {} in {} by {}", until == null ? "CLOSED" : "REOPENED", phase, unit, campaign, caller.name());
        return PlanVersion.response(changed);
    }

    private static ApiException unknown(String code, String field, String value) {
        return ApiException.notFound(code, field, "the campaign has no " + field + " " + value);
    }
}
