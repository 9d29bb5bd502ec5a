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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.format.VerificationBody;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.web.access.Caller;

/** What the national database holds for a unit as of one date, and its withdrawal. */
@RestController
@RequestMapping(
        path = "/api/v1/campaigns/{campaign}/units/{unit}/verifications/{asOf}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Verifications", description = "What the national database holds for a unit, cumulatively")
final class VerificationController {

    private final SubmissionService submissions;

    VerificationController(SubmissionService submissions) {
        this.submissions = submissions;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Verify, or correct a verification",
            description =
                    "Cumulative counts at the end of asOf, from the day before the campaign to today, at the latest 90 days after the campaign.")
    @SubmissionResponses
    Mono<Void> verify(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = SubmissionService.ACCOUNT_ID, required = false) @Nullable String account,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String asOf,
            @RequestBody VerificationBody body,
            ServerHttpResponse response) {
        return submissions.submit(caller, account, campaign, body.submission(unit, asOf), response);
    }

    @DeleteMapping
    @Operation(summary = "Withdraw a verification", description = "Whether or not there is one.")
    @SubmissionResponses
    Mono<Void> withdraw(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = SubmissionService.ACCOUNT_ID, required = false) @Nullable String account,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String asOf,
            @RequestParam(required = false) @Nullable String observedAt,
            ServerHttpResponse response) {
        return submissions.submit(
                caller, account, campaign, Submission.verificationWithdrawal(unit, asOf, observedAt), response);
    }
}
