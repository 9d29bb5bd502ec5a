package vn.campaign.contract.progress;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value that was written to a register.
 *
 * @param counts persons by indicator code, or null for a withdrawal
 * @param by the account that made it, or null where that is not known
 */
public record RegisterValue(
        Instant observedAt,
        String eventId,
        Instant receivedAt,
        @Nullable Map<String, Long> counts,
        @Nullable String note,
        @Nullable String by) {

    /** The order of stamps: by {@code observedAt}, then by event id. */
    public static final Comparator<RegisterValue> BY_STAMP =
            Comparator.comparing(RegisterValue::observedAt).thenComparing(RegisterValue::eventId);

    /** Whether it withdraws what was stated before. */
    public boolean withdrawal() {
        return counts == null;
    }
}
