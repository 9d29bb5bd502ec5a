package vn.campaign.reporting.intake;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;

/**
 * Persons by indicator, each number exactly as the author wrote it.
 *
 * @param written by indicator code, in the author's order
 */
record Counts(Map<String, BigDecimal> written) {

    /** Why they cannot be taken; a report adds up its sums itself, so only a verification may state one. */
    Optional<Refusal> refusal(CampaignHeader header, boolean sumsAllowed) {
        if (written.isEmpty()) {
            return Optional.of(new Refusal(RefusalCode.MALFORMED, "counts", "No count is stated."));
        }
        return written.entrySet().stream()
                .flatMap(each -> refusal(header, each.getKey(), each.getValue(), sumsAllowed).stream())
                .findFirst();
    }

    /** The numbers; only to be asked for when nothing was refused. */
    Map<String, Long> whole() {
        Map<String, Long> whole = new LinkedHashMap<>();
        written.forEach((indicator, count) -> whole.put(indicator, count.longValueExact()));
        return whole;
    }

    private static Optional<Refusal> refusal(
            CampaignHeader header, String code, BigDecimal count, boolean sumsAllowed) {
        Optional<Indicator> indicator = header.indicator(code);
        if (indicator.isEmpty()) {
            return refuse(RefusalCode.INDICATOR_UNKNOWN, code, "The campaign has no such indicator.");
        }
        if (!sumsAllowed && !indicator.get().sumOf().isEmpty()) {
            return refuse(RefusalCode.INDICATOR_IS_SUM, code, "The indicator is a sum of others; state those.");
        }
        long maximum = header.settings().maximumCount();
        // 5.0 and 5e0 have a scale too: whoever writes a count of persons so has mistaken it for something else.
        if (count.scale() != 0 || count.signum() < 0 || count.compareTo(BigDecimal.valueOf(maximum)) > 0) {
            return refuse(RefusalCode.COUNT_INVALID, code, "A count is a whole number from 0 to " + maximum + ".");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(RefusalCode code, String indicator, String detail) {
        return Optional.of(new Refusal(code, "counts." + indicator, detail));
    }
}
