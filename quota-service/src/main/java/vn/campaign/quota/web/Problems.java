package vn.campaign.quota.web;

import com.mongodb.MongoException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.KafkaException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Gives every problem detail a stable code, the framework's own included. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final Map<Integer, String> CODES = Map.of(
            400, "MALFORMED",
            404, "NOT_FOUND",
            405, "METHOD_NOT_ALLOWED",
            406, "NOT_ACCEPTABLE",
            413, "TOO_LARGE",
            415, "MEDIA_TYPE");

    /** Nothing was promised: what was written already is written again, and the rest with it, when it is sent again. */
    @ExceptionHandler({
        MongoException.class,
        DataAccessException.class,
        KafkaException.class,
        org.apache.kafka.common.KafkaException.class,
        CompletionException.class
    })
    ResponseEntity<ProblemDetail> unavailable(Exception unreachable) {
        LOG.warn("a request failed: {}", unreachable.toString());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the store or the broker does not answer; send again");
        problem.setProperty("code", "UNAVAILABLE");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(problem);
    }

    /** Tomcat found no way to read the query. */
    @ExceptionHandler
    Object unreadable(InvalidParameterException query, WebRequest request) {
        Refused refused = Refused.malformed(null, "the query is not encoded as UTF-8");
        return createResponseEntity(refused.getBody(), new HttpHeaders(), refused.getStatusCode(), request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem
                && (problem.getProperties() == null || !problem.getProperties().containsKey("code"))) {
            problem.setProperty("code", CODES.getOrDefault(status.value(), "ERROR"));
        }
        return super.createResponseEntity(body, headers, status, request);
    }
}
