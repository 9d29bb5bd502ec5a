package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.reporting.bulk.BulkImport;
import vn.campaign.reporting.bulk.BulkPlaces;
import vn.campaign.reporting.bulk.ImportSummary;
import vn.campaign.reporting.format.BulkFormat;
import vn.campaign.reporting.format.BulkLine.ReportLine;
import vn.campaign.reporting.format.BulkLine.VerificationLine;
import vn.campaign.reporting.format.Lines;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.intake.Submission.Kind;
import vn.campaign.reporting.kafka.EventPublisher;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.web.access.Caller;

/** Many reports or verifications in one request; its body is read while it arrives, on a thread that may block. */
@RestController
@RequestMapping(path = "/api/v1/campaigns/{campaign}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Bulk", description = "Up to 1,000,000 lines; good ones are taken although others are refused")
final class BulkController {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final String CSV = "text/csv";
    private static final String DRY_RUN = "Check only; nothing is published";
    private static final String TAKEN = "All accepted lines are acknowledged; the others are named. A JSON array or CSV"
            + " that breaks in its middle is taken up to there, with an error MALFORMED for the rest.";
    private static final String LINES =
            "Without array and commas as NDJSON. As CSV, the first line names the columns: a field"
                    + " each, and an indicator's code instead of counts, as in unit,date,source,observedAt,note,ACTIVATED_L1 or"
                    + " unit,asOf,observedAt,ACTIVATED.";
    private static final CompletableFuture<?> NOTHING_TO_DO = CompletableFuture.completedFuture(null);
    /** Network buffers asked for ahead of the reader. */
    private static final int DEMAND = 16;

    private final PlanCopy plans;
    private final BulkImport bulk;
    private final BulkPlaces places;
    private final EventPublisher publisher;
    private final Refusals refusals;
    private final Scheduler bulkScheduler;
    private final Clock clock;

    BulkController(
            PlanCopy plans,
            BulkImport bulk,
            BulkPlaces places,
            EventPublisher publisher,
            Refusals refusals,
            Scheduler bulkScheduler,
            Clock clock) {
        this.plans = plans;
        this.bulk = bulk;
        this.places = places;
        this.publisher = publisher;
        this.refusals = refusals;
        this.bulkScheduler = bulkScheduler;
        this.clock = clock;
    }

    @PostMapping(
            path = "/reports",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @Operation(summary = "Many reports")
    @ApiResponse(responseCode = "200", description = TAKEN)
    @ApiResponse(responseCode = "408", description = "TOO_SLOW: the body has not arrived in time")
    @BodyResponses
    Mono<ImportSummary> reports(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @Parameter(description = DRY_RUN, schema = @Schema(type = "boolean", defaultValue = "false"))
                    @RequestParam(required = false)
                    @Nullable
                    String dryRun,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType contentType,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            description = LINES,
                            content =
                                    @Content(array = @ArraySchema(schema = @Schema(implementation = ReportLine.class))))
                    @RequestBody(required = false)
                    Flux<DataBuffer> body) {
        return run(caller, campaign, Kind.REPORT, dryRun, contentType, body);
    }

    @PostMapping(
            path = "/verifications",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @Operation(summary = "Many verifications")
    @ApiResponse(responseCode = "200", description = TAKEN)
    @ApiResponse(responseCode = "408", description = "TOO_SLOW: the body has not arrived in time")
    @BodyResponses
    Mono<ImportSummary> verifications(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @Parameter(description = DRY_RUN, schema = @Schema(type = "boolean", defaultValue = "false"))
                    @RequestParam(required = false)
                    @Nullable
                    String dryRun,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType contentType,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            description = LINES,
                            content =
                                    @Content(
                                            array =
                                                    @ArraySchema(
                                                            schema = @Schema(implementation = VerificationLine.class))))
                    @RequestBody(required = false)
                    Flux<DataBuffer> body) {
        return run(caller, campaign, Kind.VERIFICATION, dryRun, contentType, body);
    }

    private Mono<ImportSummary> run(
            Caller caller,
            String campaign,
            Kind kind,
            @Nullable String dryRun,
            MediaType contentType,
            Flux<DataBuffer> body) {
        boolean checkOnly = flag("dryRun", dryRun);
        if (!caller.mayIn(kind.role(), campaign)) {
            throw Problems.of(RefusalCode.FORBIDDEN, null, "The account may not state this of any unit here.");
        }
        BulkFormat format = format(contentType);
        Set<String> indicators = indicators(campaign);
        Instant received = clock.instant();
        return Mono.fromCallable(() -> {
                    try (InputStream stream = places.occupy(DataBufferUtils.subscriberInputStream(body, DEMAND))) {
                        Lines lines = format.open(stream, kind, indicators);
                        return checkOnly
                                ? bulk.run(caller, campaign, lines, received, refused -> {}, event -> NOTHING_TO_DO)
                                : bulk.run(caller, campaign, lines, received, this::count, this::publish);
                    }
                })
                .doOnNext(summary -> audit.info(
                        "{} {} {} of {} lines by {}",
                        checkOnly ? "CHECKED" : "TAKEN",
                        campaign,
                        summary.accepted(),
                        summary.received(),
                        caller.name()))
                .subscribeOn(bulkScheduler);
    }

    private Set<String> indicators(String campaign) {
        return plans
                .campaign(campaign)
                .orElseThrow(() -> Problems.of(RefusalCode.CAMPAIGN_UNKNOWN, null, "There is no such campaign."))
                .header()
                .indicators()
                .stream()
                .map(Indicator::code)
                .collect(Collectors.toSet());
    }

    /** Exactly true or false, where Spring's own conversion takes 1, yes and nothing too. */
    private static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Problems.of(RefusalCode.MALFORMED, name, "The parameter is true or false.");
    }

    private void count(Rejected refusal) {
        refusals.count(refusal.code().name());
    }

    private CompletableFuture<?> publish(ActivationEvent event) {
        return publisher.publish(event).toFuture();
    }

    private static BulkFormat format(MediaType type) {
        if (!BodyConfiguration.isUtf8(type)) {
            throw new UnsupportedMediaTypeStatusException("A body is encoded in UTF-8.");
        }
        if (type.isCompatibleWith(MediaType.APPLICATION_NDJSON)) {
            return BulkFormat.NDJSON;
        }
        return type.getSubtype().equals("csv") ? BulkFormat.CSV : BulkFormat.JSON;
    }
}
