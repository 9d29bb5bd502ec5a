package vn.campaign.quota.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters.
 *
 * @param next where the next page goes on; null on the last
 */
record DeadLetterPage(List<DeadLetterSummary> letters, @Nullable PageCursor next) {}
