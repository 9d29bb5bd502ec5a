package vn.campaign.dashboard.view;

import java.time.Instant;
import java.util.Map;
import vn.campaign.contract.progress.RegisterValue;

/**
 * One value that a source gave for a day.
 *
 * @param withdrawn whether it takes back what was stated before
 * @param counts persons by reported indicator; empty for a withdrawal
 * @param by the account that made it, or null where that is not known
 */
public record StatementView(
        String eventId,
        Instant observedAt,
        Instant receivedAt,
        boolean withdrawn,
        Map<String, Long> counts,
        String note,
        String by) {

    static StatementView of(RegisterValue statement) {
        return new StatementView(
                statement.eventId(),
                statement.observedAt(),
                statement.receivedAt(),
                statement.withdrawal(),
                statement.withdrawal() ? Map.of() : statement.counts(),
                statement.note(),
                statement.by());
    }
}
