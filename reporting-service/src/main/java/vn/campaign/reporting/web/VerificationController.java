package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.intake.Draft;
import vn.campaign.reporting.intake.Form;

/** What the national database holds for a unit as of one date, and its withdrawal. */
@RestController
@RequestMapping(
        path = "/api/v1/campaigns/{campaign}/units/{unit}/verifications/{asOf}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Verifications", description = "What the national database holds for a unit, cumulatively")
final class VerificationController {

    private final Desk desk;

    VerificationController(Desk desk) {
        this.desk = desk;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Verify, or correct a verification",
            description = "Cumulative counts at the end of asOf, from the day before the campaign to today.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Described.VerificationBody.class))))
    @Described.TakesStatement
    Mono<Void> verify(
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String asOf,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        Requests.allowOnly(exchange.getRequest());
        return Bodies.read(exchange.getRequest(), Draft.at(Form.VERIFICATION, unit, asOf))
                .flatMap(draft -> desk.take(exchange, campaign, draft.statement()));
    }

    @DeleteMapping
    @Operation(summary = "Withdraw a verification", description = "Whether or not there is one.")
    @Described.TakesStatement
    Mono<Void> withdraw(
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String asOf,
            @RequestParam(required = false) String observedAt,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        Requests.allowOnly(exchange.getRequest(), "observedAt");
        Draft draft = Draft.at(Form.VERIFICATION, unit, asOf);
        draft.text("observedAt", observedAt);
        return desk.take(exchange, campaign, draft.withdrawal());
    }
}
