package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import vn.campaign.reporting.bulk.ImportSummary;

/** What the API's description says of bodies and answers; requests are not read through these types. */
final class Described {

    private static final String PROBLEM = "application/problem+json";

    private Described() {}

    /** A report. */
    record ReportBody(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "{\"ACTIVATED_L1\": 5, \"ACTIVATED_L2\": 12}")
                    Map<String, Long> counts,
            @Schema(defaultValue = "unit", pattern = "[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}") String source,
            @Schema(example = "2023-06-21T17:30:00+07:00", description = "Left out: the time of receipt")
                    OffsetDateTime observedAt,
            @Schema(maxLength = 500) String note) {}

    /** A verification. */
    record VerificationBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"ACTIVATED\": 312}")
                    Map<String, Long> counts,
            @Schema(example = "2023-06-21T17:30:00+07:00", description = "Left out: the time of receipt")
                    OffsetDateTime observedAt) {}

    /** A report in a bulk request. */
    record ReportLine(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "thuan-an") String unit,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "2023-06-21") LocalDate date,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"ACTIVATED_L1\": 5}")
                    Map<String, Long> counts,
            @Schema(defaultValue = "unit") String source,
            @Schema(example = "2023-06-21T17:30:00+07:00") OffsetDateTime observedAt,
            @Schema(maxLength = 500) String note) {}

    /** A verification in a bulk request. */
    record VerificationLine(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "thuan-an") String unit,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "2023-06-21") LocalDate asOf,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"ACTIVATED\": 312}")
                    Map<String, Long> counts,
            @Schema(example = "2023-06-21T17:30:00+07:00") OffsetDateTime observedAt) {}

    /** The answers of what takes a single statement. */
    @Retention(RetentionPolicy.RUNTIME)
    @Refuses
    @ApiResponse(
            responseCode = "202",
            description = "Kafka has it; where to follow it until it is counted",
            headers = @Header(name = "Location", description = "The same link as follow"),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @ApiResponse(
            responseCode = "409",
            description = "UNIT_NOT_A_LEAF, UNIT_RETIRED, PHASE_LOCKED",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "INDICATOR_UNKNOWN, INDICATOR_IS_SUM, DATE_OUTSIDE_CAMPAIGN, DATE_IN_FUTURE,"
                    + " OBSERVED_IN_FUTURE, COUNT_INVALID",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @interface TakesStatement {}

    /** The answers of what takes many statements. */
    @Retention(RetentionPolicy.RUNTIME)
    @Refuses
    @ApiResponse(
            responseCode = "200",
            description = "All accepted lines are acknowledged; the others are named. A JSON array or CSV that breaks"
                    + " in its middle is taken up to there, with an error MALFORMED for the rest.",
            content = @Content(schema = @Schema(implementation = ImportSummary.class)))
    @interface TakesMany {}

    /** The refusals that any request with a body may meet. */
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "400",
            description = "MALFORMED, UNKNOWN_FIELD, DUPLICATE_KEY",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "CAMPAIGN_UNKNOWN, UNIT_UNKNOWN",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "TOO_LARGE",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "415",
            description = "MEDIA_TYPE",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "BROKER_UNAVAILABLE, NOT_READY, BUSY; nothing is promised, send it again after Retry-After",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @interface Refuses {}
}
