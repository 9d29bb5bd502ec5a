package vn.campaign.localstack.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** The days of one simulated unit: some units are ahead of their targets and some behind, and all miss a day now and then. */
final class DemoUnit {

    private static final double LEVEL_1_SHARE = 0.3;
    private static final double PORTAL_LOGIN_SHARE = 0.35;
    private static final double SLOWEST = 0.65;
    private static final double FASTEST = 1.25;
    private static final double MOST_MISSING = 0.15;
    private static final double WEEKEND = 1.4;

    /** How much of the unit's work falls on a day; a missing day is absent. */
    private final SortedMap<LocalDate, Double> weights = new TreeMap<>();

    private final SortedMap<LocalDate, SortedMap<String, Long>> counts = new TreeMap<>();
    private final double pace;

    DemoUnit(LocalDate from, LocalDate to, Random random) {
        pace = SLOWEST + (FASTEST - SLOWEST) * random.nextDouble();
        double missing = MOST_MISSING * random.nextDouble();
        from.datesUntil(to.plusDays(1)).forEach(day -> {
            double weight = (0.5 + random.nextDouble()) * (isWeekend(day) ? WEEKEND : 1);
            if (random.nextDouble() >= missing) {
                weights.put(day, weight);
                counts.put(day, new TreeMap<>());
            }
        });
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Works towards a target in its period, at the unit's pace. */
    void workOn(String indicator, long amount, LocalDate from, LocalDate to) {
        spread(Math.round(amount * pace), from, to).forEach((day, count) -> {
            if (indicator.equals("ACTIVATED")) {
                long level1 = Math.round(count * LEVEL_1_SHARE);
                add(day, "ACTIVATED_L1", level1);
                add(day, "ACTIVATED_L2", count - level1);
                add(day, "PORTAL_LOGIN", Math.round(count * PORTAL_LOGIN_SHARE));
            } else {
                add(day, indicator, count);
            }
        });
    }

    /** Whole numbers by the days' weights that add up to the amount. */
    private Map<LocalDate, Long> spread(long amount, LocalDate from, LocalDate to) {
        SortedMap<LocalDate, Double> period = weights.subMap(from, to.plusDays(1));
        double total = period.values().stream().mapToDouble(Double::doubleValue).sum();
        var result = new TreeMap<LocalDate, Long>();
        double weight = 0;
        long given = 0;
        for (var day : period.entrySet()) {
            weight += day.getValue();
            long upTo = Math.round(amount * weight / total);
            result.put(day.getKey(), upTo - given);
            given = upTo;
        }
        return result;
    }

    private void add(LocalDate day, String indicator, long count) {
        counts.get(day).merge(indicator, count, Long::sum);
    }

    /** The days it reports, in order. */
    List<LocalDate> days() {
        return new ArrayList<>(counts.keySet());
    }

    /** The day's counts by indicator. */
    SortedMap<String, Long> counts(LocalDate day) {
        return counts.get(day);
    }

    /** Accounts activated up to and including the day. */
    long activated(LocalDate to) {
        return counts.headMap(to.plusDays(1)).values().stream()
                .mapToLong(day -> day.getOrDefault("ACTIVATED_L1", 0L) + day.getOrDefault("ACTIVATED_L2", 0L))
                .sum();
    }
}
