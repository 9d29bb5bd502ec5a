package vn.campaign.contract.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source stated a unit's total so far for one activity date; it replaces what the same source stated before.
 *
 * @param counts persons by indicator code, whole and not negative
 * @param note free text of the author, or null
 */
public record ActivationReported(
        String eventId,
        String campaign,
        String unit,
        LocalDate date,
        String source,
        Map<String, Long> counts,
        @Nullable String note,
        Instant observedAt,
        Instant receivedAt,
        long planVersion,
        @Nullable String by)
        implements ActivationEvent {

    public ActivationReported {
        Stated.required(eventId, campaign, unit, date, observedAt, receivedAt);
        requireNonNull(source, "source");
        counts = Stated.counts(counts);
    }

    /** A new statement; its id is computed. */
    public static ActivationReported of(
            String campaign,
            String unit,
            LocalDate date,
            String source,
            Map<String, Long> counts,
            @Nullable String note,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by) {
        String id = EventId.of(ActivationReported.class, campaign, unit, date, source, observedAt, counts, note);
        return new ActivationReported(
                id, campaign, unit, date, source, counts, note, observedAt, receivedAt, planVersion, by);
    }

    @Override
    public LocalDate day() {
        return date;
    }

    @Override
    public String statedId() {
        return EventId.of(ActivationReported.class, campaign, unit, date, source, observedAt, counts, note);
    }
}
