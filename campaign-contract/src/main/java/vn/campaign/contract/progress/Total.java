package vn.campaign.contract.progress;

import java.util.Map;

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
