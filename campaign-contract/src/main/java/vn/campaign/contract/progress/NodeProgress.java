package vn.campaign.contract.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node's progress: its day sums. It has the same shape for a hamlet and for a nation.
 *
 * @param version never recurs; the condition of every write
 * @param inner whether a child was ever counted in it; null for never
 * @param days by activity date; a day on which nothing was said is absent
 * @param verifications a leaf's verification registers by as-of date; empty at an inner node
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeProgress(
        String campaign,
        String node,
        @Nullable String version,
        @Nullable Boolean inner,
        SortedMap<LocalDate, DaySum> days,
        SortedMap<LocalDate, Register> verifications) {

    public NodeProgress {
        days = days == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(days));
        verifications = verifications == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(verifications));
    }

    /** The progress of a node without statements; its version is null. */
    public static NodeProgress none(String campaign, String node) {
        return new NodeProgress(campaign, node, null, null, null, null);
    }

    /** When the newest statement for a day up to {@code asOf} was received, or null. */
    public @Nullable Instant lastReceivedAt(LocalDate asOf) {
        return days.headMap(asOf.plusDays(1)).values().stream()
                .map(DaySum::lastReceivedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
