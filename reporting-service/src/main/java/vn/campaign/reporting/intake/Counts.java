package vn.campaign.reporting.intake;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.reporting.intake.Outcome.Rejected;

/** The rules for persons by indicator code. */
final class Counts {

    private Counts() {}

    /** Why they are not accepted; a report adds up its sums itself, so only a verification may state one. */
    static Optional<Rejected> refusal(
            @Nullable Map<String, BigDecimal> counts, CampaignHeader header, boolean sumsAllowed) {
        if (counts == null || counts.isEmpty()) {
            return Optional.of(new Rejected(RefusalCode.MALFORMED, "counts", "No count is stated."));
        }
        return counts.entrySet().stream()
                .flatMap(each -> refusal(header, each.getKey(), each.getValue(), sumsAllowed).stream())
                .findFirst();
    }

    /** The numbers of counts that were not refused. */
    static Map<String, Long> whole(@Nullable Map<String, BigDecimal> counts) {
        Map<String, Long> whole = new TreeMap<>();
        counts.forEach((indicator, count) -> whole.put(indicator, count.longValueExact()));
        return whole;
    }

    private static Optional<Rejected> refusal(
            CampaignHeader header, String code, BigDecimal count, boolean sumsAllowed) {
        Optional<Indicator> indicator = header.indicator(code);
        if (indicator.isEmpty()) {
            return refuse(RefusalCode.INDICATOR_UNKNOWN, code, "The campaign has no such indicator.");
        }
        if (!sumsAllowed && !indicator.get().sumOf().isEmpty()) {
            return refuse(RefusalCode.INDICATOR_IS_SUM, code, "The indicator is a sum of others; state those.");
        }
        long maximum = header.settings().maximumCount();
        // 5.0 and 5e1 have a scale too: whoever writes a count of persons so has mistaken it for something else.
        if (count.scale() != 0 || count.signum() < 0 || count.compareTo(BigDecimal.valueOf(maximum)) > 0) {
            return refuse(RefusalCode.COUNT_INVALID, code, "A count is a whole number from 0 to " + maximum + ".");
        }
        return Optional.empty();
    }

    private static Optional<Rejected> refuse(RefusalCode code, String indicator, String detail) {
        return Optional.of(new Rejected(code, "counts." + indicator, detail));
    }
}
