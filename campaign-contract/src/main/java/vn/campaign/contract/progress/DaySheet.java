package vn.campaign.contract.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Map;

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

    public DaySheet {
        sum = sum == null ? DaySum.NOTHING : sum;
        sources = sources == null ? Map.of() : sources;
        children = children == null ? Map.of() : children;
    }
}
