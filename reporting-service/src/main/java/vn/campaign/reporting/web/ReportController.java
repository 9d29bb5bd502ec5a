package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.format.ReportBody;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.web.access.Caller;

/** A unit's report for one day, and its withdrawal. */
@RestController
@RequestMapping(
        path = "/api/v1/campaigns/{campaign}/units/{unit}/reports/{date}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reports", description = "A unit states its total so far for one activity date")
final class ReportController {

    private final SubmissionService submissions;

    ReportController(SubmissionService submissions) {
        this.submissions = submissions;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Report, or correct a report",
            description = "Replaces the same source's report of that day. Idempotent where observedAt is stated.")
    @SubmissionResponses
    Mono<Void> report(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String date,
            @RequestBody ReportBody body,
            ServerHttpResponse response) {
        return submissions.submit(caller, campaign, body.submission(unit, date), response);
    }

    @DeleteMapping
    @Operation(
            summary = "Withdraw one source's report",
            description = "That source alone, whether or not it had reported.")
    @SubmissionResponses
    Mono<Void> withdraw(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String date,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String observedAt,
            ServerHttpResponse response) {
        return submissions.submit(
                caller, campaign, Submission.reportWithdrawal(unit, date, source, observedAt), response);
    }
}
