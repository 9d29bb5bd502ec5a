package vn.campaign.dashboard.completeness;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.pace.ExactMath;

/**
 * A node's reports over some days past their deadline, in leaf-days.
 *
 * @param expected reports owed
 * @param onTime those made by their deadline
 * @param late those made after it
 * @param missing those not made
 */
@JsonPropertyOrder({"expected", "onTime", "late", "missing", "reportingRate", "onTimeRate"})
public record Reports(long expected, long onTime, long late, long missing) {

    static Reports of(List<DayCompleteness> days) {
        long expected = 0;
        long onTime = 0;
        long late = 0;
        long missing = 0;
        for (DayCompleteness day : days) {
            expected += day.expected();
            onTime += day.onTime();
            late += day.late();
            missing += day.missing();
        }
        return new Reports(expected, onTime, late, missing);
    }

    /** Those made, on time or late. */
    public long made() {
        return onTime + late;
    }

    /** {@code (on time + late) / expected}, four decimals; null when nothing was expected. */
    @JsonProperty
    public @Nullable BigDecimal reportingRate() {
        return ExactMath.share(made(), expected);
    }

    /** {@code on time / expected}, four decimals; null when nothing was expected. */
    @JsonProperty
    public @Nullable BigDecimal onTimeRate() {
        return ExactMath.share(onTime, expected);
    }

    /** Whether at least {@code share} of the reports owed were made; so they were when none was owed. */
    public boolean reaches(BigDecimal share) {
        return BigDecimal.valueOf(made()).compareTo(share.multiply(BigDecimal.valueOf(expected))) >= 0;
    }
}
