package vn.campaign.reporting.web;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.reporting.intake.Outcome;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.SubmissionChecker;
import vn.campaign.reporting.kafka.EventPublisher;
import vn.campaign.web.access.Caller;

/** Takes single submissions: a receipt is issued once Kafka has acknowledged the event. */
@Component
final class SubmissionService {

    /** The header in which a client may name the account that made the statement, by its id. */
    static final String ACCOUNT_ID = "Account-Id";

    private final SubmissionChecker checker;
    private final EventPublisher publisher;
    private final Clock clock;

    SubmissionService(SubmissionChecker checker, EventPublisher publisher, Clock clock) {
        this.checker = checker;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Answers 202 with a receipt, on the producer's one I/O thread: to hand it to another costs more, and many cores
     * want several instances. The receipt is written here, because Spring's handling of a result costs that thread more
     * than the receipt: decision 14.
     *
     * @param account whose statement it is by {@link #ACCOUNT_ID}; null where the client leaves that to the login. A phone that
     *     several people use sends what one of them stated while another one logs in.
     */
    Mono<Void> submit(
            Caller caller,
            @Nullable String account,
            String campaign,
            Submission submission,
            ServerHttpResponse response) {
        if (account != null && !account.equals(caller.id())) {
            return Mono.error(Problems.of(
                    RefusalCode.OTHER_ACCOUNT,
                    ACCOUNT_ID,
                    "Another account made this statement than the one logged in."));
        }
        Instant now = clock.instant();
        Outcome outcome = checker.check(caller, campaign, submission, now);
        if (outcome instanceof Rejected rejected) {
            return Mono.error(Problems.of(rejected, now));
        }
        ActivationEvent event = ((Accepted) outcome).event();
        return publisher
                .publish(event)
                .flatMap(written -> write(response, Receipt.of(event, written.partition(), written.offset())));
    }

    private static Mono<Void> write(ServerHttpResponse response, Receipt receipt) {
        byte[] body = ContractJson.mapper().writeValueAsBytes(receipt);
        response.setStatusCode(HttpStatus.ACCEPTED);
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.LOCATION, receipt.follow());
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
