package vn.campaign.quota.plan.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.web.problem.ApiException;

/** The version of a plan that is in force after a change; {@code ETag} and {@code If-Match} hold it in quotes. */
record PlanVersion(String campaign, long version) {

    /** The version that a planner knows; null for any, which is {@code *} or no header. */
    static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.replaceAll("^\"|\"$", ""));
        } catch (NumberFormatException noVersion) {
            throw ApiException.malformed(HttpHeaders.IF_MATCH, "is a version in quotes");
        }
    }

    /** Answers a change that is in force with its version. */
    static ResponseEntity<PlanVersion> response(String campaign, Outcome.Kept kept) {
        return ResponseEntity.ok().eTag(String.valueOf(kept.version())).body(new PlanVersion(campaign, kept.version()));
    }

    /**
     * The outcome of a change that is in force.
     *
     * @throws ApiException for every other
     */
    static Outcome.Kept kept(String campaign, Outcome outcome) {
        if (outcome instanceof Outcome.Kept kept) {
            return kept;
        }
        throw problem(campaign, outcome);
    }

    /** Why a change is not in force. */
    static ApiException problem(String campaign, Outcome outcome) {
        if (outcome instanceof Outcome.Conflict conflict) {
            return new ApiException(
                    HttpStatus.PRECONDITION_FAILED,
                    "VERSION_CONFLICT",
                    null,
                    "version " + conflict.version() + " of the plan is in force");
        }
        if (outcome instanceof Outcome.HasReports reporting) {
            return hasReports("units", reporting.unit());
        }
        if (outcome instanceof Outcome.NotOver running) {
            return ApiException.conflict(
                    "CAMPAIGN_NOT_OVER", null, "the campaign goes on to the end of " + running.to());
        }
        return ApiException.conflict("CAMPAIGN_ARCHIVED", null, campaign + " is archived; an operator can undo that");
    }

    static ApiException hasReports(String field, String unit) {
        return ApiException.conflict(
                "UNIT_HAS_REPORTS", field, unit + " has reports of its own and cannot have children");
    }
}
