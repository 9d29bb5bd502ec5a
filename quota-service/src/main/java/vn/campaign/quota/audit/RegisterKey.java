package vn.campaign.quota.audit;

import org.jspecify.annotations.Nullable;
import vn.campaign.quota.progress.NodeDay;

/**
 * Identifies a unit's register.
 *
 * @param source of a report, or null for a verification
 */
record RegisterKey(NodeDay day, @Nullable String source) {}
