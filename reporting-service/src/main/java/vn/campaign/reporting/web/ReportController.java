package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
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
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.format.ReportBody;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.web.access.Caller;
import vn.campaign.web.security.CallerAuthentication;

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
    @Parameter(name = "campaign", in = ParameterIn.PATH, required = true, schema = @Schema(type = "string"))
    @Parameter(name = "unit", in = ParameterIn.PATH, required = true, schema = @Schema(type = "string"))
    @Parameter(name = "date", in = ParameterIn.PATH, required = true, schema = @Schema(type = "string"))
    @Parameter(
            name = SubmissionService.ACCOUNT_ID,
            in = ParameterIn.HEADER,
            description = "Id of the account that made the statement; it is refused when another one is logged in",
            schema = @Schema(type = "string"))
    Mono<Void> report(ServerWebExchange exchange, @RequestBody ReportBody body) {
        // As arguments, the caller and the address would cost as much as the checks: decision 14.
        Map<String, String> address = exchange.getRequiredAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String account = exchange.getRequest().getHeaders().getFirst(SubmissionService.ACCOUNT_ID);
        Submission submission = body.submission(address.get("unit"), address.get("date"));
        return exchange.<CallerAuthentication>getPrincipal()
                // Without a caller nothing is published, and nothing may look as if it were.
                .single()
                .flatMap(caller -> submissions.submit(
                        caller.getPrincipal(), account, address.get("campaign"), submission, exchange.getResponse()));
    }

    @DeleteMapping
    @Operation(
            summary = "Withdraw one source's report",
            description = "That source alone, whether or not it had reported.")
    @SubmissionResponses
    Mono<Void> withdraw(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = SubmissionService.ACCOUNT_ID, required = false) @Nullable String account,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String date,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String observedAt,
            ServerHttpResponse response) {
        return submissions.submit(
                caller, account, campaign, Submission.reportWithdrawal(unit, date, source, observedAt), response);
    }
}
