package vn.campaign.dashboard.web;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/** Answers what the API cannot do with problem details. */
@RestControllerAdvice(annotations = RestController.class)
class ProblemHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(Problem problem) {
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }

    @ExceptionHandler
    ProblemDetail handle(MissingRequestValueException missing) {
        return Problem.malformedDetail(missing.getName(), "is required");
    }

    /** A value of the wrong type. */
    @ExceptionHandler
    ProblemDetail handle(ServerWebInputException malformed) {
        MethodParameter parameter = malformed.getMethodParameter();
        String field = parameter == null ? null : parameter.getParameterName();
        String type = parameter == null ? "" : parameter.getParameterType().getSimpleName();
        return Problem.malformedDetail(field, "is not a " + type);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(MongoException unavailable) {
        log.warn("the store cannot be read: {}", unavailable.toString());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS)
                .body(Problem.detail(
                        HttpStatus.SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE", "The figures cannot be read just now"));
    }
}
