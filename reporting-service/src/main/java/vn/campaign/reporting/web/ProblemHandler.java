package vn.campaign.reporting.web;

import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import vn.campaign.contract.ContractJson;
import vn.campaign.reporting.format.BodyRefusedException;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.kafka.BrokerUnavailableException;
import vn.campaign.web.problem.ApiException;

/** The one way out for whatever fails, in a controller or before one is found: a problem detail with a code. */
@Component
@Order(-2)
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    /** About as long as a broker takes to come back. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Refusals refusals;

    ProblemHandler(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        ApiException problem = problem(failure);
        refusals.count(problem.code());
        if (failure instanceof ErrorResponse known) {
            response.getHeaders().putAll(known.getHeaders());
        }
        if (problem.getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.setStatusCode(problem.getStatusCode());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] body = ContractJson.mapper().writeValueAsBytes(body(exchange, problem));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static Problem body(ServerWebExchange exchange, ApiException problem) {
        return new Problem(
                "about:blank",
                problem.getBody().getTitle(),
                problem.getStatusCode().value(),
                problem.detail(),
                exchange.getRequest().getURI().getRawPath(),
                problem.code(),
                problem.field());
    }

    private static ApiException problem(Throwable failure) {
        if (failure instanceof ApiException problem) {
            return problem;
        }
        if (failure instanceof BodyRefusedException refused) {
            return ProblemException.of(refused.refusal());
        }
        if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return problem(wrapped.getCause());
        }
        if (failure instanceof BrokerUnavailableException) {
            return new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "BROKER_UNAVAILABLE",
                    null,
                    "The statement was not acknowledged in time. Nothing is promised; send it again.");
        }
        if (failure instanceof RejectedExecutionException) {
            return new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "BUSY", null, "Too many bulk requests are under way.");
        }
        if (failure instanceof DataBufferLimitException) {
            return new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE, RefusalCode.TOO_LARGE.name(), null, "The body is too large.");
        }
        return failure instanceof ErrorResponse known ? ofFramework(known) : unexpected(failure);
    }

    private static ProblemException ofFramework(ErrorResponse known) {
        HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
        String code =
                switch (status) {
                    case BAD_REQUEST -> RefusalCode.MALFORMED.name();
                    case UNSUPPORTED_MEDIA_TYPE -> "MEDIA_TYPE";
                    default -> status.name();
                };
        return new ProblemException(status, code, null, known.getBody().getDetail());
    }

    private static ProblemException unexpected(Throwable failure) {
        log.error("A request failed unexpectedly", failure);
        return new ProblemException(
                HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", null, "Something is wrong here, not there.");
    }
}
