package vn.campaign.reporting.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationReported;
import vn.campaign.contract.event.ReportWithdrawn;
import vn.campaign.reporting.intake.Intake;
import vn.campaign.reporting.intake.Outcome;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.Reading;
import vn.campaign.reporting.kafka.EventPublisher;
import vn.campaign.web.security.CallerAuthentication;

/** Takes single statements: checked, published, and only then receipted. */
public final class Desk {

    private final Intake intake;
    private final EventPublisher publisher;
    private final Clock clock;
    private final String receipts;

    public Desk(Intake intake, EventPublisher publisher, Clock clock, String dashboardUrl) {
        this.intake = intake;
        this.publisher = publisher;
        this.clock = clock;
        this.receipts = dashboardUrl + "/api/v1/campaigns/";
    }

    /** Answers with a receipt, or ends with what speaks against it. */
    Mono<Void> take(ServerWebExchange exchange, String campaign, Reading reading) {
        return exchange.<CallerAuthentication>getPrincipal().single().flatMap(caller -> {
            Outcome outcome = intake.check(caller.getPrincipal(), campaign, reading, clock.instant());
            if (outcome instanceof Rejected rejected) {
                return Mono.error(ProblemException.of(rejected.refusal()));
            }
            ActivationEvent event = ((Accepted) outcome).event();
            return publisher
                    .publish(event, Requests.span(exchange))
                    .flatMap(written -> answer(exchange.getResponse(), receipt(event, written)));
        });
    }

    /** On the producer's one I/O thread, because to hand it to another costs more: many cores want several instances. */
    private static Mono<Void> answer(ServerHttpResponse response, Receipt receipt) {
        byte[] body = ContractJson.mapper().writeValueAsBytes(receipt);
        response.setStatusCode(HttpStatus.ACCEPTED);
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.LOCATION, receipt.follow());
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private Receipt receipt(ActivationEvent event, RecordMetadata written) {
        String source = source(event);
        LocalDate date = source == null ? null : event.day();
        LocalDate asOf = source == null ? event.day() : null;
        return new Receipt(
                event.eventId(),
                event.campaign(),
                event.unit(),
                date,
                source,
                asOf,
                event.observedAt(),
                event.receivedAt(),
                follow(event, source, written));
    }

    /** With all that is needed to find the statement's register and to see whether its offset was passed. */
    private String follow(ActivationEvent event, String source, RecordMetadata written) {
        return receipts
                + event.campaign()
                + "/receipts/"
                + event.eventId()
                + "?unit="
                + event.unit()
                + "&date="
                + event.day()
                + "&source="
                + (source == null ? "" : UriUtils.encode(source, StandardCharsets.UTF_8))
                + "&partition="
                + written.partition()
                + "&offset="
                + written.offset();
    }

    private static String source(ActivationEvent event) {
        if (event instanceof ActivationReported reported) {
            return reported.source();
        }
        return event instanceof ReportWithdrawn withdrawn ? withdrawn.source() : null;
    }
}
