package vn.campaign.quota.plan;

/**
 * Why something cannot be a plan.
 *
 * @param field path of the value at fault, as in {@code units[3].parent}
 */
public record Violation(String field, String detail) {}
