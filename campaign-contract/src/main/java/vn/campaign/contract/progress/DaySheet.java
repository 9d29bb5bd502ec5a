package vn.campaign.contract.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.SourceName;

/**
 * One node's day: a register for each contributor, and their sum. The contributors are the sources of its own reports, which
 * only a leaf takes, and its children; a unit that got children after it had reported has both.
 *
 * @param version never recurs; the condition of every write
 * @param sum of all registers; verifications of the node itself are not part of it
 * @param ownSum of the sources alone, where there are children as well; see {@link #own}
 * @param sources the node's registers by source
 * @param children the node's registers by child: that child's {@link NodeProgress#days} of the date, as last read
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DaySheet(
        String campaign,
        String node,
        LocalDate date,
        String version,
        DaySum sum,
        @Nullable DaySum ownSum,
        Map<String, Register> sources,
        Map<String, DaySum> children) {

    /** A unit's day holds at most this many sources, withdrawn ones included: the first in {@link #SOURCE_ORDER}. */
    public static final int MAX_SOURCES = 100;

    /** {@code unit}, then by name: which sources a day holds depends on their names alone, never on their arrival. */
    public static final Comparator<String> SOURCE_ORDER = Comparator.<String, Boolean>comparing(
                    source -> !source.equals(SourceName.DEFAULT))
            .thenComparing(Comparator.naturalOrder());

    public DaySheet {
        sum = sum == null ? DaySum.NOTHING : sum;
        sources = sources == null ? Map.of() : sources;
        children = children == null ? Map.of() : children;
    }

    /** The sum of the node's own sources; only these have a {@code firstReceivedAt}. */
    public DaySum own() {
        if (ownSum != null) {
            return ownSum;
        }
        return sum.firstReceivedAt() == null ? DaySum.NOTHING : sum;
    }
}
