package vn.campaign.contract.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every event must hold to be one. */
final class Stated {

    private Stated() {}

    static void required(
            String eventId, String campaign, String unit, LocalDate day, Instant observedAt, Instant receivedAt) {
        requireNonNull(eventId, "eventId");
        requireNonNull(campaign, "campaign");
        requireNonNull(unit, "unit");
        requireNonNull(day, "date");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(receivedAt, "receivedAt");
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
