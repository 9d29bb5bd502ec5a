package vn.campaign.dashboard.pace;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.Register;

/**
 * What the national database says of a node, beside what the node reported up to the same days.
 *
 * @param value persons verified, over the leaves that have a verification
 * @param reported persons those leaves had reported, with their baselines, by the dates of their verifications
 * @param leaves how many leaves have one
 * @param asOf the newest date that changed any of this
 */
public record VerifiedFigure(long value, long reported, int leaves, LocalDate asOf) {

    /** The newest verifications up to {@code asOf}; null when no leaf has one. */
    public static @Nullable VerifiedFigure of(SortedMap<LocalDate, DaySum> days, String indicator, LocalDate asOf) {
        VerifiedStep total = new VerifiedStep(0, 0, 0);
        LocalDate newest = null;
        for (var day : days.headMap(asOf.plusDays(1)).entrySet()) {
            VerifiedStep step = day.getValue().verified().get(indicator);
            if (step != null) {
                total = total.plus(step);
                newest = day.getKey();
            }
        }
        return total.leaves() == 0 ? null : new VerifiedFigure(total.value(), total.reported(), total.leaves(), newest);
    }

    /**
     * What a leaf's verifications state of an indicator, by date: as stated, or the sum of its parts when all of them are.
     *
     * @param verifications the leaf's registers by as-of date
     */
    public static SortedMap<LocalDate, Long> stated(
            CampaignHeader header, String indicator, SortedMap<LocalDate, Register> verifications) {
        List<String> parts = header.parts(indicator);
        SortedMap<LocalDate, Long> stated = new TreeMap<>();
        verifications.forEach((asOf, register) -> {
            Map<String, Long> counts = register.standing().counts();
            if (counts != null && counts.containsKey(indicator)) {
                stated.put(asOf, counts.get(indicator));
            } else if (counts != null && counts.keySet().containsAll(parts)) {
                stated.put(asOf, parts.stream().mapToLong(counts::get).sum());
            }
        });
        return stated;
    }

    /** Persons reported and not verified; negative when the database knows of more. */
    public long gap() {
        return reported - value;
    }

    /** Whether the gap is above what the campaign tolerates. */
    public boolean overReported(Settings settings) {
        BigDecimal share = settings.toleranceShare().multiply(BigDecimal.valueOf(value));
        return BigDecimal.valueOf(gap()).compareTo(share.max(BigDecimal.valueOf(settings.toleranceCount()))) > 0;
    }
}
