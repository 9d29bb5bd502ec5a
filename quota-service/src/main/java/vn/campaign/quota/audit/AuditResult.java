package vn.campaign.quota.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param events counted from the topic
 * @param documents compared
 * @param differences the number of them
 * @param left the number of those that remain after a repair
 * @param lines the first of them, a line each
 * @param undecided nodes that changed whenever they were compared
 */
public record AuditResult(
        long events, long documents, long differences, long left, List<String> lines, long undecided) {}
