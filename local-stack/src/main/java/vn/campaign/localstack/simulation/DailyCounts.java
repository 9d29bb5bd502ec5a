package vn.campaign.localstack.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A unit's counts for each day, on the way to its targets; weekends bring more. */
final class DailyCounts {

    private static final double LEVEL_1_SHARE = 0.3;
    private static final double PORTAL_LOGIN_SHARE = 0.35;
    private static final double WEEKEND = 1.4;

    private final SortedMap<LocalDate, Double> weights = new TreeMap<>();
    private final SortedMap<LocalDate, SortedMap<String, Long>> counts = new TreeMap<>();

    /** @param pace the share of its targets that the unit reaches */
    DailyCounts(SimulatedPlan plan, SimulatedPlan.Unit unit, double pace, Random random) {
        plan.firstDay()
                .datesUntil(plan.lastDay().plusDays(1))
                .forEach(day -> weights.put(day, (0.5 + random.nextDouble()) * (isWeekend(day) ? WEEKEND : 1)));
        unit.targets()
                .forEach(target ->
                        distribute(target.indicator(), Math.round(unit.missing(target) * pace), plan.period(target)));
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private void distribute(String indicator, long amount, SimulatedPlan.Phase period) {
        SortedMap<LocalDate, Double> days =
                weights.subMap(period.from(), period.to().plusDays(1));
        double total = days.values().stream().mapToDouble(Double::doubleValue).sum();
        double weight = 0;
        long given = 0;
        for (var day : days.entrySet()) {
            weight += day.getValue();
            long upTo = Math.round(amount * weight / total);
            add(day.getKey(), indicator, upTo - given);
            given = upTo;
        }
    }

    private void add(LocalDate day, String indicator, long count) {
        SortedMap<String, Long> of = counts.computeIfAbsent(day, any -> new TreeMap<>());
        if (indicator.equals("ACTIVATED")) {
            long level1 = Math.round(count * LEVEL_1_SHARE);
            of.merge("ACTIVATED_L1", level1, Long::sum);
            of.merge("ACTIVATED_L2", count - level1, Long::sum);
            of.merge("PORTAL_LOGIN", Math.round(count * PORTAL_LOGIN_SHARE), Long::sum);
        } else {
            of.merge(indicator, count, Long::sum);
        }
    }

    /** A day's counts by indicator. */
    SortedMap<String, Long> on(LocalDate day) {
        return new TreeMap<>(counts.getOrDefault(day, new TreeMap<>()));
    }

    /** Accounts activated up to and including the day. */
    long activatedBy(LocalDate day) {
        return counts.headMap(day.plusDays(1)).values().stream()
                .mapToLong(of -> of.getOrDefault("ACTIVATED_L1", 0L) + of.getOrDefault("ACTIVATED_L2", 0L))
                .sum();
    }
}
