package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Describes the responses to a single submission. */
@Retention(RetentionPolicy.RUNTIME)
@BodyResponses
@ApiResponse(
        responseCode = "202",
        description = "Kafka has it; the link shows when it is counted",
        headers = @Header(name = "Location", description = "The same link as follow"),
        content = @Content(schema = @Schema(implementation = Receipt.class)))
@ApiResponse(responseCode = "409", description = "OTHER_ACCOUNT, UNIT_NOT_A_LEAF, UNIT_RETIRED, PHASE_LOCKED")
@ApiResponse(
        responseCode = "422",
        description = "INDICATOR_UNKNOWN, INDICATOR_IS_SUM, DATE_OUTSIDE_CAMPAIGN, DATE_IN_FUTURE,"
                + " OBSERVED_IN_FUTURE, COUNT_INVALID")
@interface SubmissionResponses {}
