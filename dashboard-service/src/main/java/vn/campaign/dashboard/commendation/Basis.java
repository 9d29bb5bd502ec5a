package vn.campaign.dashboard.commendation;

import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.PaceTarget;

/**
 * What counts towards a target when a unit is judged: verified figures where the period's end was verified, else its reports.
 *
 * @param value persons
 * @param verifiedAsOf the date of the verification, or null when it rests on reports
 */
public record Basis(long value, @Nullable LocalDate verifiedAsOf) {

    /** The days after a period's end within which a verification of it counts. */
    private static final int VERIFIED_WITHIN_DAYS = 10;

    /** Where a basis comes from. */
    public enum Source {
        VERIFIED,
        REPORTED
    }

    /**
     * The verification with the earliest date from the period's end to ten days after it, less what was reported after
     * the end up to that date; for a target within its period also less what had been reached before it.
     *
     * @param reported the unit's day sums of the indicator
     * @param verified its verified cumulative figures of the indicator by date
     * @param baseline persons reached before the campaign
     * @param asOf verifications after this date are not known yet
     */
    static Basis of(
            PaceTarget target, DaySeries reported, SortedMap<LocalDate, Long> verified, long baseline, LocalDate asOf) {
        LocalDate end = target.period().to();
        LocalDate date = verified.tailMap(end).keySet().stream().findFirst().orElse(null);
        if (date == null || date.isAfter(asOf) || date.isAfter(end.plusDays(VERIFIED_WITHIN_DAYS))) {
            return new Basis(new Pace(target, reported, asOf).achieved(), null);
        }
        long reached = verified.get(date) - reported.between(end.plusDays(1), date);
        return new Basis(target.cumulative() ? reached : reached - before(target, reported, verified, baseline), date);
    }

    /** The verified figure at the newest date before the period, else what had been reported by then. */
    private static long before(
            PaceTarget target, DaySeries reported, SortedMap<LocalDate, Long> verified, long baseline) {
        LocalDate start = target.period().from();
        SortedMap<LocalDate, Long> earlier = verified.headMap(start);
        return earlier.isEmpty() ? baseline + reported.through(start.minusDays(1)) : earlier.get(earlier.lastKey());
    }

    public Source source() {
        return verifiedAsOf == null ? Source.REPORTED : Source.VERIFIED;
    }
}
