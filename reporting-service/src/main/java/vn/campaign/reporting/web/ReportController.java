package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.intake.Draft;
import vn.campaign.reporting.intake.Form;

/** A unit's report for one day, and its withdrawal. */
@RestController
@RequestMapping(
        path = "/api/v1/campaigns/{campaign}/units/{unit}/reports/{date}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reports", description = "A unit states its total so far for one activity date")
final class ReportController {

    private final Desk desk;

    ReportController(Desk desk) {
        this.desk = desk;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Report, or correct what was reported",
            description = "Replaces what the same source said of that day. Sent again with its observedAt it changes"
                    + " nothing.",
            parameters = {
                @Parameter(
                        name = "campaign",
                        in = ParameterIn.PATH,
                        required = true,
                        schema = @Schema(type = "string")),
                @Parameter(name = "unit", in = ParameterIn.PATH, required = true, schema = @Schema(type = "string")),
                @Parameter(name = "date", in = ParameterIn.PATH, required = true, schema = @Schema(type = "string"))
            },
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Described.ReportBody.class))))
    @Described.TakesStatement
    Mono<Void> report(@Parameter(hidden = true) ServerWebExchange exchange) {
        Requests.allowOnly(exchange.getRequest());
        // To be given them converted, from text to text, would cost as much as checking the report.
        Map<String, String> address = exchange.getRequiredAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return Bodies.read(exchange.getRequest(), Draft.at(Form.REPORT, address.get("unit"), address.get("date")))
                .flatMap(draft -> desk.take(exchange, address.get("campaign"), draft.statement()));
    }

    @DeleteMapping
    @Operation(
            summary = "Withdraw what one source reported",
            description = "That source alone, whether or not it had reported.")
    @Described.TakesStatement
    Mono<Void> withdraw(
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String date,
            @RequestParam(required = false) String source,
            @RequestParam(required = false) String observedAt,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        Requests.allowOnly(exchange.getRequest(), "source", "observedAt");
        Draft draft = Draft.at(Form.REPORT, unit, date);
        draft.text("source", source);
        draft.text("observedAt", observedAt);
        return desk.take(exchange, campaign, draft.withdrawal());
    }
}
