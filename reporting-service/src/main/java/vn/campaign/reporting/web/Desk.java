package vn.campaign.reporting.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.campaign.access.Caller;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationReported;
import vn.campaign.contract.event.ReportWithdrawn;
import vn.campaign.reporting.intake.Intake;
import vn.campaign.reporting.intake.Outcome;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.Reading;
import vn.campaign.reporting.kafka.EventPublisher;

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

    Mono<ResponseEntity<Receipt>> take(Caller caller, String campaign, Reading reading) {
        Outcome outcome = intake.check(caller, campaign, reading, clock.instant());
        if (outcome instanceof Rejected rejected) {
            return Mono.error(ProblemException.of(rejected.refusal()));
        }
        ActivationEvent event = ((Accepted) outcome).event();
        // The producer has one I/O thread for all partitions; it shall not encode our answers too.
        return publisher.publish(event).publishOn(Schedulers.parallel()).map(written -> {
            Receipt receipt = receipt(event, written);
            return ResponseEntity.accepted().location(receipt.follow()).body(receipt);
        });
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
    private URI follow(ActivationEvent event, String source, RecordMetadata written) {
        return URI.create(receipts
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
                + written.offset());
    }

    private static String source(ActivationEvent event) {
        if (event instanceof ActivationReported reported) {
            return reported.source();
        }
        return event instanceof ReportWithdrawn withdrawn ? withdrawn.source() : null;
    }
}
