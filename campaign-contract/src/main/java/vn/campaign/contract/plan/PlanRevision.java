package vn.campaign.contract.plan;

/**
 * Tells one state of a campaign's stored units from another: it is written whenever some of them were.
 *
 * @param revision never recurs
 */
public record PlanRevision(String campaign, String revision) {}
