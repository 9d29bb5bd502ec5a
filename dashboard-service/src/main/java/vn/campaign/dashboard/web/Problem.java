package vn.campaign.dashboard.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be answered, as a problem detail with a stable code. */
public final class Problem extends ErrorResponseException {

    static final String RETRY_AFTER_SECONDS = "5";

    private Problem(ProblemDetail detail) {
        super(HttpStatus.valueOf(detail.getStatus()), detail, null);
    }

    static Problem campaignUnknown(String campaign) {
        return new Problem(detail(HttpStatus.NOT_FOUND, "CAMPAIGN_UNKNOWN", "There is no campaign " + campaign));
    }

    static Problem forbidden(String why) {
        return new Problem(detail(HttpStatus.FORBIDDEN, "FORBIDDEN", why));
    }

    /** One stream more than an account may have open. */
    static Problem tooManyStreams(int most) {
        return new Problem(detail(
                HttpStatus.TOO_MANY_REQUESTS,
                "TOO_MANY_STREAMS",
                "At most " + most + " streams of an account are open"));
    }

    /** One more who would wait for what takes long to read. */
    static Problem busy(String what) {
        Problem busy = new Problem(
                detail(HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Others are waiting for " + what + " just now"));
        busy.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return busy;
    }

    static Problem nodeUnknown(String node) {
        return new Problem(detail(HttpStatus.NOT_FOUND, "NODE_UNKNOWN", "The campaign has no unit " + node));
    }

    /** A plan whose units are not there yet. */
    static Problem noNode() {
        return new Problem(detail(HttpStatus.NOT_FOUND, "NODE_UNKNOWN", "The campaign has no units yet"));
    }

    static Problem phaseUnknown(String phase) {
        return new Problem(detail(HttpStatus.NOT_FOUND, "PHASE_UNKNOWN", "The campaign has no phase " + phase));
    }

    static Problem receiptUnknown(String eventId) {
        return new Problem(detail(
                HttpStatus.NOT_FOUND, "RECEIPT_UNKNOWN", "No statement " + eventId + " was counted for these values"));
    }

    public static Problem malformed(String field, String why) {
        return new Problem(malformedDetail(field, why));
    }

    static ProblemDetail malformedDetail(String field, String why) {
        ProblemDetail detail = detail(HttpStatus.BAD_REQUEST, "MALFORMED", why);
        detail.setProperty("field", field);
        return detail;
    }

    static ProblemDetail detail(HttpStatus status, String code, String why) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, why);
        detail.setProperty("code", code);
        return detail;
    }

    String code() {
        return String.valueOf(getBody().getProperties().get("code"));
    }
}
