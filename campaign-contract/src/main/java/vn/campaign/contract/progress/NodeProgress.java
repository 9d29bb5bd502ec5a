package vn.campaign.contract.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node's progress: its day sums, and the totals derived from them. It has the same shape for a hamlet and for a nation.
 *
 * @param version never recurs; the condition of every write
 * @param days by activity date; a day on which nothing was said is absent
 * @param through by cut-off date ({@link vn.campaign.contract.plan.CampaignHeader#cuts}), the sum of all days up to and
 *     including that date
 * @param verifications a leaf's verification registers by as-of date; empty at an inner node
 * @param lastReceivedAt the newest of the days' {@code lastReceivedAt}, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeProgress(
        String campaign,
        String node,
        @Nullable String version,
        SortedMap<LocalDate, DaySum> days,
        Map<LocalDate, Total> through,
        SortedMap<LocalDate, Register> verifications,
        @Nullable Instant lastReceivedAt) {

    public NodeProgress {
        days = days == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(days));
        through = through == null ? Map.of() : Map.copyOf(through);
        verifications = verifications == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(verifications));
    }

    /** The progress of a node without statements; its version is null. */
    public static NodeProgress none(String campaign, String node) {
        return new NodeProgress(campaign, node, null, null, null, null, null);
    }

    /**
     * The sum of day sums.
     *
     * @param counts persons by reported indicator code
     * @param reported leaf-days with a standing report
     */
    public record Total(Map<String, Long> counts, long reported) {

        /** The total of no days. */
        public static final Total NOTHING = new Total(Map.of(), 0);

        public Total {
            counts = counts == null ? Map.of() : Map.copyOf(counts);
        }
    }
}
