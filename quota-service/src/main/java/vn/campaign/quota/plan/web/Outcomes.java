package vn.campaign.quota.plan.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.web.Refused;

/** What became of changes, as answers. */
final class Outcomes {

    private Outcomes() {}

    /** The version in force after a change. */
    record Version(String campaign, long version) {}

    static ResponseEntity<Version> answer(String campaign, Outcome.Kept kept) {
        return ResponseEntity.ok().eTag(String.valueOf(kept.version())).body(new Version(campaign, kept.version()));
    }

    /**
     * The outcome of a change that is in force.
     *
     * @throws Refused of every other
     */
    static Outcome.Kept kept(String campaign, Outcome outcome) {
        if (outcome instanceof Outcome.Kept kept) {
            return kept;
        }
        throw refused(campaign, outcome);
    }

    /** Why a change is not in force. */
    static Refused refused(String campaign, Outcome outcome) {
        if (outcome instanceof Outcome.Conflict conflict) {
            return Refused.conflict(conflict.version());
        }
        if (outcome instanceof Outcome.HasReports reporting) {
            return hasReports("units", reporting.unit());
        }
        if (outcome instanceof Outcome.NotOver running) {
            return conflict("CAMPAIGN_NOT_OVER", null, "the campaign goes on to the end of " + running.to());
        }
        return conflict("CAMPAIGN_ARCHIVED", null, campaign + " is archived; an operator can undo that");
    }

    static Refused hasReports(String field, String unit) {
        return conflict("UNIT_HAS_REPORTS", field, unit + " has reports of its own and cannot have children");
    }

    private static Refused conflict(String code, String field, String detail) {
        return new Refused(HttpStatus.CONFLICT, code, field, detail);
    }
}
