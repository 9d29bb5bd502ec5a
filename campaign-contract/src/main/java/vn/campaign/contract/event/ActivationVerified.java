package vn.campaign.contract.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verifier stated what the national database holds for a unit, cumulatively, at the end of {@code asOf}.
 *
 * @param counts persons by indicator code, whole and not negative; a sum indicator may be stated itself
 */
public record ActivationVerified(
        String eventId,
        String campaign,
        String unit,
        LocalDate asOf,
        Map<String, Long> counts,
        Instant observedAt,
        Instant receivedAt,
        long planVersion,
        @Nullable String by)
        implements ActivationEvent {

    public ActivationVerified {
        Stated.required(eventId, campaign, unit, asOf, observedAt, receivedAt);
        counts = Stated.counts(counts);
    }

    /** A new statement; its id is computed. */
    public static ActivationVerified of(
            String campaign,
            String unit,
            LocalDate asOf,
            Map<String, Long> counts,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by) {
        String id = EventId.of(ActivationVerified.class, campaign, unit, asOf, null, observedAt, counts, null);
        return new ActivationVerified(id, campaign, unit, asOf, counts, observedAt, receivedAt, planVersion, by);
    }

    @Override
    public LocalDate day() {
        return asOf;
    }

    @Override
    public String statedId() {
        return EventId.of(ActivationVerified.class, campaign, unit, asOf, null, observedAt, counts, null);
    }
}
