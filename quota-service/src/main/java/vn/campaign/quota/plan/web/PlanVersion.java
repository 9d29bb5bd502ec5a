package vn.campaign.quota.plan.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.Outcome.Reason;
import vn.campaign.quota.plan.store.Outcome.Rejected;
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
    static ResponseEntity<PlanVersion> response(CampaignHeader header) {
        return ResponseEntity.ok()
                .eTag(String.valueOf(header.version()))
                .body(new PlanVersion(header.campaign(), header.version()));
    }

    /**
     * The outcome of a change that is in force.
     *
     * @throws ApiException when it was rejected
     */
    static Outcome.InForce inForce(Outcome outcome) {
        if (outcome instanceof Outcome.InForce inForce) {
            return inForce;
        }
        Rejected rejected = (Rejected) outcome;
        throw new ApiException(
                rejected.reason() == Reason.VERSION_CONFLICT ? HttpStatus.PRECONDITION_FAILED : HttpStatus.CONFLICT,
                rejected.reason().name(),
                null,
                rejected.detail());
    }
}
