package vn.campaign.contract.plan;

/** A part of a plan that is stored as one document and published as one record, both under the same key. */
public sealed interface PlanDocument permits CampaignHeader, UnitPlan, PlanChange {

    /** The campaign it belongs to. */
    String campaign();

    /** The key of its record and the id of its document. */
    String key();

    /** The version of the plan that last changed it; a higher version replaces a lower one. */
    long version();
}
