package vn.campaign.contract.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Checks that every event must pass. */
final class EventChecks {

    /** Dates and instants outside these bounds overflow arithmetic; no campaign needs them. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private EventChecks() {}

    static void required(
            String eventId, String campaign, String unit, LocalDate day, Instant observedAt, Instant receivedAt) {
        requireNonNull(eventId, "eventId");
        requireNonNull(campaign, "campaign");
        requireNonNull(unit, "unit");
        requireNonNull(day, "date");
        inRange(day.getYear() >= 1 && day.getYear() <= 9999, "date");
        instant(observedAt, "observedAt");
        instant(receivedAt, "receivedAt");
    }

    private static void instant(Instant instant, String field) {
        requireNonNull(instant, field);
        inRange(!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST), field);
    }

    private static void inRange(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is not of our time");
        }
    }

    /** The counts in the order of their codes. */
    static Map<String, Long> counts(Map<String, Long> counts) {
        Map<String, Long> sorted = new TreeMap<>(requireNonNull(counts, "counts"));
        sorted.forEach((indicator, count) -> {
            if (count == null || count < 0) {
                throw new IllegalArgumentException("count of " + indicator + " is " + count);
            }
        });
        return Collections.unmodifiableMap(sorted);
    }
}
