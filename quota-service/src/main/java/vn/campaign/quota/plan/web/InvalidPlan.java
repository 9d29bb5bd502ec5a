package vn.campaign.quota.plan.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import vn.campaign.quota.plan.Violation;
import vn.campaign.web.problem.ApiException;

/** Rejects what cannot be a plan; the first violation speaks for all, and the others stand beside it. */
final class InvalidPlan extends ApiException {

    private InvalidPlan(List<Violation> violations) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "PLAN_INVALID",
                violations.get(0).field(),
                violations.get(0).detail());
        getBody().setProperty("violations", violations);
    }

    static void throwIfAny(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidPlan(violations);
        }
    }
}
