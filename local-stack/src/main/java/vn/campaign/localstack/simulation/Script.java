package vn.campaign.localstack.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import vn.campaign.localstack.simulation.Submission.Report;
import vn.campaign.localstack.simulation.Submission.Verification;
import vn.campaign.localstack.simulation.Submission.VerificationWithdrawal;
import vn.campaign.localstack.simulation.Submission.Withdrawal;

/**
 * The submissions of a simulated campaign, the same for the same plan and seed: reports on time and late, of several days at
 * once and out of order, corrected, repeated, overtaken by newer ones, withdrawn and from a second source, and verifications.
 */
public final class Script {

    private static final Duration SHORTLY = Duration.ofMinutes(3);

    private final SimulatedPlan plan;
    private final SimulatedPlan.Unit unit;
    private final Random random;
    private final ReportingProfile profile;
    private final DailyCounts counts;
    private final List<Submission> submissions = new ArrayList<>();

    private Script(SimulatedPlan plan, SimulatedPlan.Unit unit, Random random) {
        this.plan = plan;
        this.unit = unit;
        this.random = random;
        profile = ReportingProfile.of(random, (int) ChronoUnit.DAYS.between(plan.firstDay(), plan.lastDay()));
        counts = new DailyCounts(plan, unit, profile.pace(), random);
    }

    /** The submissions of a plan's units in order of delivery. */
    public static List<Submission> of(JsonNode json, long seed) {
        SimulatedPlan plan = SimulatedPlan.of(json);
        // Each unit has random numbers of its own: a change of one unit's targets leaves the others as they were.
        return plan.reportingUnits().stream()
                .map(unit -> new Script(
                        plan, unit, new Random(seed ^ ((long) unit.code().hashCode() << 20))))
                .flatMap(script -> script.write().stream())
                .sorted(Comparator.comparing(Submission::at))
                .toList();
    }

    private List<Submission> write() {
        List<Report> waiting = new ArrayList<>();
        plan.firstDay().datesUntil(plan.lastDay().plusDays(1)).forEach(day -> {
            if (!profile.isSilent(ChronoUnit.DAYS.between(plan.firstDay(), day))
                    && random.nextDouble() >= profile.missing()) {
                Report report = report(day);
                if (profile.offline()) {
                    waiting.add(report);
                } else {
                    add(report);
                }
            }
            if (waiting.size() > 2 + random.nextInt(4) || day.equals(plan.lastDay())) {
                deliver(waiting, day);
            }
        });
        addVerifications();
        return submissions;
    }

    private Report report(LocalDate day) {
        Instant at;
        if (random.nextDouble() >= profile.late()) {
            at = at(day, LocalTime.of(16, 30), random.nextInt(185));
        } else if (random.nextBoolean()) {
            at = at(day, LocalTime.of(20, 30), random.nextInt(180));
        } else {
            at = at(day.plusDays(1L + random.nextInt(4)), LocalTime.of(7, 0), random.nextInt(180));
        }
        return new Report(at, unit.code(), day, "unit", at.minusSeconds(1 + random.nextInt(90)), counts.on(day));
    }

    /** The network is back: all are delivered at once, in no particular order. */
    private void deliver(List<Report> waiting, LocalDate day) {
        Instant back = at(day, LocalTime.of(18, 0), random.nextInt(90));
        Collections.shuffle(waiting, random);
        for (Report report : waiting) {
            Instant at = (report.at().isAfter(back) ? report.at() : back).plusMillis(random.nextInt(5000));
            submissions.add(report.again(at, report.observedAt(), report.counts()));
        }
        waiting.clear();
    }

    /** Adds a report, and sometimes what follows it. */
    private void add(Report report) {
        Instant shortly = report.at().plus(SHORTLY);
        switch (random.nextInt(30)) {
            case 0 -> addAll(report, report.again(shortly, report.observedAt(), report.counts()));
            case 1 -> correct(report, shortly);
            case 2 -> correct(report, at(report.date().plusDays(5), LocalTime.of(8, 0), random.nextInt(90)));
            case 3 -> addAll(report, report.again(shortly, report.observedAt().minusSeconds(600), mistaken(report)));
            case 4 -> {
                addAll(report, new Withdrawal(shortly, report.unit(), report.date(), report.source(), shortly));
                if (random.nextBoolean()) {
                    Instant later = shortly.plus(SHORTLY);
                    submissions.add(report.again(later, later, report.counts()));
                }
            }
            case 5, 6 -> {
                Instant at = report.at().plusSeconds(random.nextInt(600));
                SortedMap<String, Long> few = new TreeMap<>(Map.of("ACTIVATED_L2", 1L + random.nextInt(2)));
                addAll(report, new Report(at, report.unit(), report.date(), "youth", at, few));
            }
            default -> submissions.add(report);
        }
    }

    private void correct(Report report, Instant at) {
        addAll(report.again(report.at(), report.observedAt(), mistaken(report)), report.again(at, at, report.counts()));
    }

    private SortedMap<String, Long> mistaken(Report report) {
        SortedMap<String, Long> mistaken = new TreeMap<>(report.counts());
        mistaken.merge("ACTIVATED_L2", 1L + random.nextInt(4), Long::sum);
        return mistaken;
    }

    private void addAll(Submission... some) {
        submissions.addAll(List.of(some));
    }

    /** Every other Friday, and at the end of each phase or a day or two later; not every unit is in every extract. */
    private void addVerifications() {
        List<LocalDate> extracts = new ArrayList<>();
        plan.firstDay()
                .datesUntil(plan.lastDay())
                .filter(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY && day.toEpochDay() / 7 % 2 == 0)
                .filter(day -> random.nextInt(6) > 0)
                .forEach(extracts::add);
        plan.phases().stream()
                .map(SimulatedPlan.Phase::to)
                .filter(end -> random.nextInt(6) > 0)
                .forEach(end -> extracts.add(end.plusDays(random.nextInt(3))));
        extracts.forEach(this::verify);
    }

    private void verify(LocalDate asOf) {
        long activated = Math.round((unit.baseline("ACTIVATED") + counts.activatedBy(asOf)) * profile.verified());
        Instant at = at(asOf.plusDays(1), LocalTime.of(9, 0), random.nextInt(60));
        SortedMap<String, Long> verified = new TreeMap<>();
        if (random.nextInt(4) > 0) {
            verified.put("ACTIVATED", activated);
        } else {
            verified.put("ACTIVATED_L1", activated / 3);
            if (random.nextInt(4) > 0) {
                verified.put("ACTIVATED_L2", activated - activated / 3);
            }
        }
        submissions.add(new Verification(at, unit.code(), asOf, at, verified));
        if (random.nextInt(12) == 0) {
            Instant later = at.plus(SHORTLY);
            submissions.add(new VerificationWithdrawal(later, unit.code(), asOf, later));
        }
    }

    private Instant at(LocalDate day, LocalTime from, int minutes) {
        return day.atTime(from).plusMinutes(minutes).atZone(plan.timeZone()).toInstant();
    }

    /**
     * How a unit reports.
     *
     * @param pace share of its targets that it reaches
     * @param missing share of days that it never reports
     * @param late share of days that it reports after the deadline
     * @param offline whether its reports wait for a network, some days at a time
     * @param silentFor days in a row without a report, from {@code silentFrom} days after the first
     * @param verified share of what it reports that the database holds
     */
    private record ReportingProfile(
            double pace, double missing, double late, boolean offline, int silentFrom, int silentFor, double verified) {

        boolean isSilent(long day) {
            return day >= silentFrom && day < silentFrom + silentFor;
        }

        /** More than half are punctual; one in ten is offline, one in ten stops reporting, one in seven over-reports. */
        static ReportingProfile of(Random random, int days) {
            double kind = random.nextDouble();
            double pace = 0.7 + 0.55 * random.nextDouble();
            double verified =
                    random.nextInt(7) == 0 ? 0.8 + 0.12 * random.nextDouble() : 0.985 + 0.02 * random.nextDouble();
            if (kind < 0.55) {
                return new ReportingProfile(pace + 0.1, 0.01, 0.03, false, 0, 0, verified);
            }
            if (kind < 0.8) {
                return new ReportingProfile(pace, 0.06, 0.12, false, 0, 0, verified);
            }
            if (kind < 0.9) {
                return new ReportingProfile(pace, 0.02, 0.05, true, 0, 0, verified);
            }
            return new ReportingProfile(
                    0.7 * pace, 0.08, 0.2, false, random.nextInt(days / 2), 10 + random.nextInt(16), verified);
        }
    }
}
