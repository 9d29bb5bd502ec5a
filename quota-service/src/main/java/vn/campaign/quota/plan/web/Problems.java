package vn.campaign.quota.plan.web;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Gives every problem detail a stable code, the framework's own included. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Map<Integer, String> CODES = Map.of(
            400, "MALFORMED",
            404, "NOT_FOUND",
            405, "METHOD_NOT_ALLOWED",
            406, "NOT_ACCEPTABLE",
            413, "TOO_LARGE",
            415, "MEDIA_TYPE");

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
