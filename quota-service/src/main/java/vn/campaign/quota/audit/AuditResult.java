package vn.campaign.quota.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param events counted from the topic
 * @param documents compared
 * @param differences the number of them
 * @param repaired of these, those that were repaired
 * @param lines the first of them, a line each
 * @param undecided nodes that changed whenever they were compared
 */
public record AuditResult(
        long events, long documents, long differences, long repaired, List<String> lines, long undecided) {

    /** The number of differences that are left. */
    public long left() {
        return differences - repaired;
    }
}
