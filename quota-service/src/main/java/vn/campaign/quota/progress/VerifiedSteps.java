package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.Register;

/**
 * A leaf's verifications as steps that add up: the verified figure as of a date is the sum of the steps up to it, and so
 * it is at every node above, where the steps of all leaves are summed by date.
 */
final class VerifiedSteps {

    private final CampaignHeader header;
    private final @Nullable UnitPlan unit;
    private final SortedMap<LocalDate, DaySum> days;

    /** @param unit the leaf in the plan, or null when the plan does not know it: then it has no baseline */
    VerifiedSteps(CampaignHeader header, @Nullable UnitPlan unit, SortedMap<LocalDate, DaySum> days) {
        this.header = header;
        this.unit = unit;
        this.days = days;
    }

    /** The steps by as-of date and indicator; what changes nothing is left out. */
    Map<LocalDate, Map<String, VerifiedStep>> of(SortedMap<LocalDate, Register> verifications) {
        Map<LocalDate, Map<String, VerifiedStep>> steps = new TreeMap<>();
        for (Indicator indicator : header.indicators()) {
            VerifiedStep before = new VerifiedStep(0, 0, 0);
            for (Map.Entry<LocalDate, Register> verification : verifications.entrySet()) {
                LocalDate asOf = verification.getKey();
                OptionalLong value =
                        verified(indicator, verification.getValue().standing().counts());
                if (value.isPresent()) {
                    VerifiedStep now = new VerifiedStep(value.getAsLong(), reported(indicator, asOf), 1);
                    VerifiedStep step = now.plus(before.negated());
                    if (!step.nothing()) {
                        steps.computeIfAbsent(asOf, date -> new HashMap<>()).put(indicator.code(), step);
                    }
                    before = now;
                }
            }
        }
        return steps;
    }

    /** As stated; a sum indicator that is not stated is the sum of its parts when all of them are. */
    private OptionalLong verified(Indicator indicator, @Nullable Map<String, Long> counts) {
        if (counts == null) {
            return OptionalLong.empty();
        }
        if (counts.containsKey(indicator.code())) {
            return OptionalLong.of(counts.get(indicator.code()));
        }
        var parts = header.parts(indicator.code());
        return counts.keySet().containsAll(parts)
                ? OptionalLong.of(parts.stream().mapToLong(counts::get).sum())
                : OptionalLong.empty();
    }

    /** Baseline and all day sums up to the verification's date: like is compared with like. */
    private long reported(Indicator indicator, LocalDate asOf) {
        var parts = header.parts(indicator.code());
        long sum = unit == null ? 0 : unit.baseline(indicator.code());
        for (DaySum day : days.headMap(asOf.plusDays(1)).values()) {
            for (String part : parts) {
                sum += day.counts().getOrDefault(part, 0L);
            }
        }
        return sum;
    }
}
