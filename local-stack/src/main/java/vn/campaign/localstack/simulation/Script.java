package vn.campaign.localstack.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import vn.campaign.localstack.simulation.Act.Report;
import vn.campaign.localstack.simulation.Act.Verification;
import vn.campaign.localstack.simulation.Act.VerificationWithdrawal;
import vn.campaign.localstack.simulation.Act.Withdrawal;

/**
 * Everything that is stated in the course of a campaign, the same for the same plan and seed: reports in the evening, late
 * ones, deliveries of several days at once and out of order, corrections, repetitions, statements that come after newer
 * ones, withdrawals, a second source, and the weekly extracts of the database.
 */
public final class Script {

    private static final String UNIT = "unit";
    private static final Duration WITHIN = Duration.ofMinutes(3);

    private final List<Act> acts = new ArrayList<>();
    private final PlannedUnit.Dates dates;

    private Script(PlannedUnit.Dates dates) {
        this.dates = dates;
    }

    /** The actions of a plan's units in order of delivery. */
    public static List<Act> of(JsonNode plan, long seed) {
        Script script = new Script(PlannedUnit.Dates.of(plan));
        // Each unit has random numbers of its own: a change of one unit's targets leaves the others as they were.
        PlannedUnit.of(plan)
                .forEach(unit ->
                        script.unit(unit, new Random(seed ^ ((long) unit.code().hashCode() << 20))));
        script.acts.sort(Act.IN_TIME);
        return List.copyOf(script.acts);
    }

    private void unit(PlannedUnit unit, Random random) {
        Habits habits = Habits.of(random, (int) ChronoUnit.DAYS.between(dates.from(), dates.to()));
        Work work = new Work(unit, dates.from(), dates.to(), habits.pace(), random);
        List<Report> waiting = new ArrayList<>();
        dates.from().datesUntil(dates.to().plusDays(1)).forEach(day -> {
            if (!silent(habits, day) && random.nextDouble() >= habits.missing()) {
                Report report = report(unit, day, work.on(day), habits, random);
                if (habits.offline()) {
                    waiting.add(report);
                } else {
                    say(report, random);
                }
            }
            if (waiting.size() > 2 + random.nextInt(4) || day.equals(dates.to())) {
                deliver(waiting, day, random);
            }
        });
        verifications(unit, work, habits, random);
    }

    private boolean silent(Habits habits, LocalDate day) {
        long since = ChronoUnit.DAYS.between(dates.from(), day) - habits.silentFrom();
        return since >= 0 && since < habits.silentFor();
    }

    private Report report(
            PlannedUnit unit, LocalDate day, SortedMap<String, Long> counts, Habits habits, Random random) {
        Instant at;
        if (random.nextDouble() >= habits.late()) {
            at = at(day, LocalTime.of(16, 30), random.nextInt(185));
        } else if (random.nextBoolean()) {
            at = at(day, LocalTime.of(20, 30), random.nextInt(180));
        } else {
            at = at(day.plusDays(1L + random.nextInt(4)), LocalTime.of(7, 0), random.nextInt(180));
        }
        return new Report(at, unit.code(), day, UNIT, at.minusSeconds(1 + random.nextInt(90)), counts);
    }

    /** The network is back: everything at once, in no particular order, each with the time at which it was stated. */
    private void deliver(List<Report> waiting, LocalDate day, Random random) {
        Instant back = at(day, LocalTime.of(18, 0), random.nextInt(90));
        Collections.shuffle(waiting, random);
        for (Report report : waiting) {
            Instant at = (report.at().isAfter(back) ? report.at() : back).plusMillis(random.nextInt(5000));
            acts.add(new Report(
                    at, report.unit(), report.date(), report.source(), report.observedAt(), report.counts()));
        }
        waiting.clear();
    }

    /** A report, and what sometimes becomes of it. */
    private void say(Report report, Random random) {
        switch (random.nextInt(30)) {
            case 0 -> {
                acts.add(report);
                acts.add(again(report, report.at().plus(WITHIN), report.observedAt(), report.counts()));
            }
            case 1 -> correct(report, report.at().plus(WITHIN), random);
            case 2 -> correct(report, at(report.date().plusDays(5), LocalTime.of(8, 0), random.nextInt(90)), random);
            case 3 -> {
                acts.add(report);
                Instant before = report.observedAt().minusSeconds(600);
                acts.add(again(report, report.at().plus(WITHIN), before, mistaken(report, random)));
            }
            case 4 -> withdraw(report, random);
            case 5, 6 -> {
                acts.add(report);
                Instant at = report.at().plusSeconds(random.nextInt(600));
                SortedMap<String, Long> few = new TreeMap<>(Map.of("ACTIVATED_L2", 1L + random.nextInt(2)));
                acts.add(new Report(at, report.unit(), report.date(), "youth", at, few));
            }
            default -> acts.add(report);
        }
    }

    /** First a mistake, then what is right. */
    private void correct(Report report, Instant at, Random random) {
        acts.add(again(report, report.at(), report.observedAt(), mistaken(report, random)));
        acts.add(again(report, at, at, report.counts()));
    }

    private void withdraw(Report report, Random random) {
        acts.add(report);
        Instant at = report.at().plus(WITHIN);
        acts.add(new Withdrawal(at, report.unit(), report.date(), report.source(), at));
        if (random.nextBoolean()) {
            Instant later = at.plus(WITHIN);
            acts.add(again(report, later, later, report.counts()));
        }
    }

    private static Report again(Report report, Instant at, Instant observedAt, SortedMap<String, Long> counts) {
        return new Report(at, report.unit(), report.date(), report.source(), observedAt, counts);
    }

    private static SortedMap<String, Long> mistaken(Report report, Random random) {
        SortedMap<String, Long> counts = new TreeMap<>(report.counts());
        counts.merge("ACTIVATED_L2", 1L + random.nextInt(4), Long::sum);
        return counts;
    }

    /** Every other Friday, and at the end of each phase or a day or two later; not every unit is in every extract. */
    private void verifications(PlannedUnit unit, Work work, Habits habits, Random random) {
        List<LocalDate> extracts = new ArrayList<>();
        dates.from()
                .datesUntil(dates.to())
                .filter(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY && day.toEpochDay() / 7 % 2 == 0)
                .filter(day -> random.nextInt(6) > 0)
                .forEach(extracts::add);
        dates.phaseEnds().stream()
                .filter(end -> random.nextInt(6) > 0)
                .forEach(end -> extracts.add(end.plusDays(random.nextInt(3))));
        for (LocalDate asOf : extracts) {
            verify(unit, asOf, Math.round((unit.baseline() + work.activatedBy(asOf)) * habits.verified()), random);
        }
    }

    private void verify(PlannedUnit unit, LocalDate asOf, long activated, Random random) {
        Instant at = at(asOf.plusDays(1), LocalTime.of(9, 0), random.nextInt(60));
        SortedMap<String, Long> counts = new TreeMap<>();
        if (random.nextInt(4) > 0) {
            counts.put("ACTIVATED", activated);
        } else {
            counts.put("ACTIVATED_L1", activated / 3);
            if (random.nextInt(4) > 0) {
                counts.put("ACTIVATED_L2", activated - activated / 3);
            }
        }
        acts.add(new Verification(at, unit.code(), asOf, at, counts));
        if (random.nextInt(12) == 0) {
            Instant later = at.plus(WITHIN);
            acts.add(new VerificationWithdrawal(later, unit.code(), asOf, later));
        }
    }

    private Instant at(LocalDate day, LocalTime from, int minutes) {
        return day.atTime(from).atZone(dates.zone()).toInstant().plus(Duration.ofMinutes(minutes));
    }
}
