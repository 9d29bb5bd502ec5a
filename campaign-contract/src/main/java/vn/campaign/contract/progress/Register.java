package vn.campaign.contract.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A last-writer-wins register: the statement with the newest stamp stands.
 *
 * @param standing the newest statement by stamp
 * @param earlier the {@value #MAX_EARLIER} newest below it, newest first
 * @param firstReceivedAt the smallest {@code receivedAt} of all its reports, withdrawals left out; null when it had none
 * @param lastReceivedAt the largest {@code receivedAt} of all its statements
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Register(
        RegisterValue standing,
        List<RegisterValue> earlier,
        @Nullable Instant firstReceivedAt,
        Instant lastReceivedAt) {

    /** How many statements below the standing one are kept. */
    public static final int MAX_EARLIER = 20;

    public Register {
        earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }
}
