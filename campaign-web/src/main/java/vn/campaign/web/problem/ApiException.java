package vn.campaign.web.problem;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Ends a request with a problem detail that has a stable code and, where one is at fault, the field. */
public class ApiException extends ErrorResponseException {

    private static final URI BLANK = URI.create("about:blank");
    /** About as long as a broker or a store takes to come back. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private final String code;
    private final @Nullable String field;
    private final String detail;

    public ApiException(HttpStatusCode status, String code, @Nullable String field, String detail) {
        this(status, code, field, detail, null);
    }

    protected ApiException(
            HttpStatusCode status, String code, @Nullable String field, String detail, @Nullable Throwable cause) {
        super(status, problem(status, code, field, detail), cause);
        this.code = code;
        this.field = field;
        this.detail = detail;
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
            getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }

    /** 400. */
    public static ApiException malformed(@Nullable String field, String detail) {
        return new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED", field, detail);
    }

    /** 403. */
    public static ApiException forbidden(String detail) {
        return new ApiException(HttpStatus.FORBIDDEN, "FORBIDDEN", null, detail);
    }

    /** 404. */
    public static ApiException notFound(String code, @Nullable String field, String detail) {
        return new ApiException(HttpStatus.NOT_FOUND, code, field, detail);
    }

    /** 409. */
    public static ApiException conflict(String code, @Nullable String field, String detail) {
        return new ApiException(HttpStatus.CONFLICT, code, field, detail);
    }

    /** 413. */
    public static ApiException tooLarge(String detail) {
        return new ApiException(HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", null, detail);
    }

    /** 503 with Retry-After. */
    public static ApiException unavailable(String code, String detail) {
        return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, code, null, detail);
    }

    public String code() {
        return code;
    }

    /** The field, parameter or header at fault. */
    public @Nullable String field() {
        return field;
    }

    public String detail() {
        return detail;
    }

    /** An expected answer needs no stack trace, and filling one in costs more than the answer. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private static ProblemDetail problem(HttpStatusCode status, String code, @Nullable String field, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(BLANK);
        problem.setProperty("code", code);
        if (field != null) {
            problem.setProperty("field", field);
        }
        return problem;
    }
}
