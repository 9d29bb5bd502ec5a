package vn.campaign.quota.plan.store;

import java.time.LocalDate;
import vn.campaign.contract.plan.CampaignHeader;

/** The outcome of a change of a plan. */
public sealed interface Outcome {

    /** It is in force; {@code created} when there was no plan before. */
    record Kept(long version, boolean created) implements Outcome {}

    /** An import of units has begun; each of its lines follows as its own change under this header. */
    record Begun(CampaignHeader header) implements Outcome {}

    /** Another version is in force than the planner expected. */
    record Conflict(long version) implements Outcome {}

    /** The plan gives children to a unit that has reports of its own. */
    record HasReports(String unit) implements Outcome {}

    /** The campaign is archived. */
    record Archived() implements Outcome {}

    /** The campaign is not over before the end of {@code to}. */
    record NotOver(LocalDate to) implements Outcome {}
}
