package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Describes the problems that any request with a body may meet. */
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "400", description = "MALFORMED, UNKNOWN_FIELD, DUPLICATE_KEY")
@ApiResponse(responseCode = "404", description = "CAMPAIGN_UNKNOWN, UNIT_UNKNOWN")
@ApiResponse(responseCode = "413", description = "TOO_LARGE")
@ApiResponse(responseCode = "415", description = "MEDIA_TYPE")
@ApiResponse(
        responseCode = "503",
        description = "BROKER_UNAVAILABLE, NOT_READY, BUSY; nothing is promised, send it again after Retry-After")
@interface BodyResponses {}
