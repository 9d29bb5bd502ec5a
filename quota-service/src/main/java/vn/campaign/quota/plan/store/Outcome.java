package vn.campaign.quota.plan.store;

import java.util.Collection;
import java.util.stream.Collectors;
import vn.campaign.contract.plan.CampaignHeader;

/** The outcome of a change of a plan. */
public sealed interface Outcome {

    /** The plan that is in force now; {@code created} when there was none before. */
    record InForce(CampaignHeader header, boolean created) implements Outcome {}

    /** The change was rejected, or what of it others had changed meanwhile. */
    record Rejected(Reason reason, String detail) implements Outcome {

        private static final int LISTED = 20;

        static Rejected conflict(long version) {
            return new Rejected(Reason.VERSION_CONFLICT, "version " + version + " of the plan is in force");
        }

        /** The rest of the plan is in force. */
        static Rejected conflict(long version, Collection<String> units) {
            return new Rejected(
                    Reason.VERSION_CONFLICT,
                    "version " + version + " of the plan is in force, but for units that were changed meanwhile: "
                            + units.stream().limit(LISTED).collect(Collectors.joining(", ")));
        }

        static Rejected archived(String campaign) {
            return new Rejected(Reason.CAMPAIGN_ARCHIVED, campaign + " is archived; an operator can undo that");
        }
    }

    /** Why a change is rejected; the names are the API's codes. */
    enum Reason {
        VERSION_CONFLICT,
        CAMPAIGN_ARCHIVED,
        CAMPAIGN_NOT_OVER
    }
}
