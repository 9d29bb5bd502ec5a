package vn.campaign.contract.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import vn.campaign.contract.event.SourceName;

/**
 * One node's day: a register for each contributor, and their sum. At a leaf the contributors are the sources of its
 * reports, at an inner node its children.
 *
 * @param version never recurs; the condition of every write
 * @param sum of all registers; verifications are not part of a leaf's sheet
 * @param sources a leaf's registers by source
 * @param children an inner node's registers, by child: that child's {@link NodeProgress#days} of the date, as last read
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DaySheet(
        String campaign,
        String node,
        LocalDate date,
        String version,
        DaySum sum,
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
}
