package vn.campaign.contract.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sum of all contributors to a node for one day.
 *
 * @param counts persons by reported indicator code, zeros left out
 * @param reported leaves with a standing report, among those that are active on the day
 * @param onTime of these, the leaves whose first report was received by the campaign's daily deadline
 * @param firstReceivedAt at a leaf, the smallest {@code firstReceivedAt} of its sources that stand; null at an inner node
 *     and without a standing report
 * @param lastReceivedAt the newest {@code receivedAt} of the reports and withdrawals below, or null
 * @param verified by indicator, sum indicators among them, what verifications as of this day change; see
 *     {@link VerifiedStep}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DaySum(
        Map<String, Long> counts,
        int reported,
        int onTime,
        @Nullable Instant firstReceivedAt,
        @Nullable Instant lastReceivedAt,
        Map<String, VerifiedStep> verified) {

    /** The sum of a day without statements. */
    public static final DaySum NOTHING = new DaySum(Map.of(), 0, 0, null, null, Map.of());

    public DaySum {
        counts = counts == null ? Map.of() : Map.copyOf(counts);
        verified = verified == null ? Map.of() : Map.copyOf(verified);
    }

    /**
     * How verifications as of a day change an indicator's verified figures; the figures as of a date are the sums of the
     * steps up to it, at a leaf and at every node above.
     *
     * @param value change of the verified cumulative figure, persons
     * @param reported change of the reported cumulative figure that it is compared with: baseline and reports up to the
     *     verification's date
     * @param leaves change of the number of leaves that have a verification of the indicator
     */
    public record VerifiedStep(long value, long reported, int leaves) {

        /** Returns the sum of both changes. */
        public VerifiedStep plus(VerifiedStep other) {
            return new VerifiedStep(value + other.value, reported + other.reported, leaves + other.leaves);
        }

        /** Returns the opposite change. */
        public VerifiedStep negated() {
            return new VerifiedStep(-value, -reported, -leaves);
        }

        /** Whether it changes nothing. */
        public boolean nothing() {
            return value == 0 && reported == 0 && leaves == 0;
        }
    }
}
