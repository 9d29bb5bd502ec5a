package vn.campaign.contract.plan;

/**
 * Tells one state of a campaign's stored units from another: a new one is written after some of them were, and whenever an
 * instance of quota-service starts.
 *
 * @param revision never recurs
 */
public record PlanRevision(String campaign, String revision) {}
