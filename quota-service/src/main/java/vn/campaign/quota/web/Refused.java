package vn.campaign.quota.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import vn.campaign.quota.plan.Violation;

/** A request that is refused: a problem detail with a stable code and, for a body, the field at fault. */
public final class Refused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    public Refused(HttpStatus status, String code, String field, String detail) {
        super(status, problem(status, code, field, detail), null);
    }

    public static Refused malformed(String field, String detail) {
        return new Refused(HttpStatus.BAD_REQUEST, "MALFORMED", field, detail);
    }

    public static Refused forbidden() {
        return new Refused(HttpStatus.FORBIDDEN, "FORBIDDEN", null, "the account may not do this here");
    }

    public static Refused unknownCampaign(String campaign) {
        return new Refused(HttpStatus.NOT_FOUND, "CAMPAIGN_UNKNOWN", null, "there is no campaign " + campaign);
    }

    public static Refused unknown(String code, String field, String value) {
        return new Refused(HttpStatus.NOT_FOUND, code, field, "the campaign has no " + field + " " + value);
    }

    public static Refused conflict(long version) {
        return new Refused(
                HttpStatus.PRECONDITION_FAILED,
                "VERSION_CONFLICT",
                null,
                "version " + version + " of the plan is in force");
    }

    /** The first violation speaks for all; the others stand beside it. */
    public static Refused invalid(List<Violation> violations) {
        Violation first = violations.get(0);
        Refused refused = new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "PLAN_INVALID", first.field(), first.detail());
        refused.getBody().setProperty("violations", violations);
        return refused;
    }

    public String code() {
        return (String) getBody().getProperties().get("code");
    }

    public String field() {
        return (String) getBody().getProperties().get("field");
    }

    private static ProblemDetail problem(HttpStatus status, String code, String field, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        if (field != null) {
            problem.setProperty("field", field);
        }
        return problem;
    }
}
