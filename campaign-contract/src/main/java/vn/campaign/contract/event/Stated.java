package vn.campaign.contract.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks that every event must pass. */
final class Stated {

    /** Dates and instants outside these bounds overflow arithmetic; no campaign needs them. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Stated() {}

    static void required(
            String eventId, String campaign, String unit, LocalDate day, Instant observedAt, Instant receivedAt) {
        requireNonNull(eventId, "eventId");
        requireNonNull(campaign, "campaign");
        requireNonNull(unit, "unit");
        requireNonNull(day, "date");
        ofOurTime(day.getYear() >= 1 && day.getYear() <= 9999, "date");
        requireNonNull(observedAt, "observedAt");
        ofOurTime(!observedAt.isBefore(EARLIEST) && !observedAt.isAfter(LATEST), "observedAt");
        requireNonNull(receivedAt, "receivedAt");
        ofOurTime(!receivedAt.isBefore(EARLIEST) && !receivedAt.isAfter(LATEST), "receivedAt");
    }

    private static void ofOurTime(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is not of our time");
        }
    }

    /** The counts in the order of their codes. */
    static SortedMap<String, Long> counts(Map<String, Long> counts) {
        SortedMap<String, Long> sorted = new TreeMap<>(requireNonNull(counts, "counts"));
        sorted.forEach((indicator, count) -> {
            if (count == null || count < 0) {
                throw new IllegalArgumentException("count of " + indicator + " is " + count);
            }
        });
        return Collections.unmodifiableSortedMap(sorted);
    }
}
