package vn.campaign.quota.progress;

import java.util.Map;

/**
 * What came of a batch. Every event of it either stands now, or was superseded, or changed nothing.
 *
 * @param versions every node that the batch touched, also where nothing changed, with the version of its progress
 * @param merged events that an earlier one of the batch made cheap: it is of the same unit and day, so that both are one
 *     write
 * @param superseded events of which a newer statement was known, from the store or from the batch itself
 * @param unchanged events that were known already: delivered again, or sent again
 */
public record BatchOutcome(Map<Node, String> versions, int merged, int superseded, int unchanged) {}
