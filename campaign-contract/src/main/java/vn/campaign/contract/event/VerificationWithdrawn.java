package vn.campaign.contract.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verifier withdrew the verification of a unit as of one date, whether or not there was one. */
public record VerificationWithdrawn(
        String eventId,
        String campaign,
        String unit,
        LocalDate asOf,
        Instant observedAt,
        Instant receivedAt,
        long planVersion,
        @Nullable String by)
        implements ActivationEvent {

    public VerificationWithdrawn {
        Stated.required(eventId, campaign, unit, asOf, observedAt, receivedAt);
    }

    /** A new statement; its id is computed. */
    public static VerificationWithdrawn of(
            String campaign,
            String unit,
            LocalDate asOf,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by) {
        String id = EventId.of(VerificationWithdrawn.class, campaign, unit, asOf, null, observedAt, Map.of(), null);
        return new VerificationWithdrawn(id, campaign, unit, asOf, observedAt, receivedAt, planVersion, by);
    }

    @Override
    public LocalDate day() {
        return asOf;
    }

    @Override
    public String statedId() {
        return EventId.of(VerificationWithdrawn.class, campaign, unit, asOf, null, observedAt, Map.of(), null);
    }
}
