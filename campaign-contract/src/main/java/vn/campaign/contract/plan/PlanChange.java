package vn.campaign.contract.plan;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Keys;

/**
 * One entry of a plan's history: who changed what, when, from what to what.
 *
 * @param version the version of the plan that the change made
 * @param sequence its place among the changes of that version, from 0
 * @param at when, or null for a change that is only proposed
 * @param by who changed it, or null when unknown
 * @param unit the unit changed, or null for the header
 * @param before the changed fields with their former values; empty for something new
 * @param after the changed fields with their new values
 */
public record PlanChange(
        String campaign,
        long version,
        int sequence,
        @Nullable Instant at,
        @Nullable String by,
        @Nullable String unit,
        Map<String, Object> before,
        Map<String, Object> after)
        implements PlanDocument {

    @Override
    public String key() {
        return Keys.change(campaign, version, sequence);
    }
}
