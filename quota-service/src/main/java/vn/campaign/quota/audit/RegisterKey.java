package vn.campaign.quota.audit;

import org.jspecify.annotations.Nullable;
import vn.campaign.quota.progress.NodeDay;

/**
 * Identifies a unit's register.
 *
 * @param source of a report, or null for a verification
 */
record RegisterKey(NodeDay day, @Nullable String source) {

    /** The key of the document that holds it. */
    String document() {
        return source == null ? day.node().key() : day.key();
    }
}
