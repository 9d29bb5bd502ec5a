package vn.campaign.contract.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source withdrew what it reported for one activity date, whether or not it had reported. */
public record ReportWithdrawn(
        String eventId,
        String campaign,
        String unit,
        LocalDate date,
        String source,
        Instant observedAt,
        Instant receivedAt,
        long planVersion,
        @Nullable String by)
        implements ActivationEvent {

    public ReportWithdrawn {
        Stated.required(eventId, campaign, unit, date, observedAt, receivedAt);
        requireNonNull(source, "source");
    }

    /** A new statement; its id is computed. */
    public static ReportWithdrawn of(
            String campaign,
            String unit,
            LocalDate date,
            String source,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by) {
        String id = EventId.of(ReportWithdrawn.class, campaign, unit, date, source, observedAt, Map.of(), null);
        return new ReportWithdrawn(id, campaign, unit, date, source, observedAt, receivedAt, planVersion, by);
    }

    @Override
    public LocalDate day() {
        return date;
    }

    @Override
    public String statedId() {
        return EventId.of(ReportWithdrawn.class, campaign, unit, date, source, observedAt, Map.of(), null);
    }
}
