package vn.campaign.quota.plan;

/**
 * Why a plan is invalid.
 *
 * @param field path of the value at fault, as in {@code units[3].parent}
 */
public record Violation(String field, String detail) {}
