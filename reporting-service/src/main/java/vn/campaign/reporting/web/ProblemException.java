package vn.campaign.reporting.web;

import org.springframework.http.HttpStatus;
import vn.campaign.reporting.intake.Refusal;
import vn.campaign.web.problem.ApiException;

/** Ends a request with a problem detail. */
final class ProblemException extends ApiException {

    ProblemException(HttpStatus status, String code, String field, String detail) {
        super(status, code, field, detail);
    }

    static ProblemException of(Refusal refusal) {
        return new ProblemException(status(refusal), refusal.code().name(), refusal.field(), refusal.detail());
    }

    private static HttpStatus status(Refusal refusal) {
        return switch (refusal.code()) {
            case MALFORMED, UNKNOWN_FIELD, DUPLICATE_KEY, DUPLICATE_LINE -> HttpStatus.BAD_REQUEST;
            case CAMPAIGN_UNKNOWN, UNIT_UNKNOWN -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNIT_NOT_A_LEAF, UNIT_RETIRED, PHASE_LOCKED -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case INDICATOR_UNKNOWN,
                    INDICATOR_IS_SUM,
                    DATE_OUTSIDE_CAMPAIGN,
                    DATE_IN_FUTURE,
                    OBSERVED_IN_FUTURE,
                    COUNT_INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
