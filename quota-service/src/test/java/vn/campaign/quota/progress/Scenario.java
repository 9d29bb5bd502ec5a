package vn.campaign.quota.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.ActivationEvent.ReportWithdrawn;
import vn.campaign.contract.event.ActivationEvent.VerificationWithdrawn;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;

/**
 * A small nation with leaves on different levels, random events for it, and the figures written down again the plain way:
 * find the newest statement of each register, add up.
 */
final class Scenario {

    static final String CAMPAIGN = "c";
    static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final Instant START = Instant.parse("2023-06-20T10:00:00Z");
    private static final Name NAME = new Name("x", null);

    static final CampaignHeader HEADER = header(LocalTime.of(20, 0));

    /** nation(province(commune(hamlet-1, hamlet-2), town), city). */
    static final Map<String, String> PARENTS = Map.of(
            "province", "nation",
            "city", "nation",
            "commune", "province",
            "town", "province",
            "hamlet-1", "commune",
            "hamlet-2", "commune");

    static final List<String> LEAVES = List.of("hamlet-1", "hamlet-2", "town", "city");

    private Scenario() {}

    static CampaignHeader header(LocalTime deadline) {
        return new CampaignHeader(
                CAMPAIGN,
                1,
                NAME,
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(
                        new Phase("1", NAME, FIRST, FIRST.plusDays(2), 3, null, null),
                        new Phase("2", NAME, FIRST.plusDays(3), FIRST.plusDays(9), 6, null, null)),
                List.of(
                        new Indicator("L1", NAME, null),
                        new Indicator("L2", NAME, null),
                        new Indicator("SUM", NAME, List.of("L1", "L2"))),
                new Settings(null, deadline, null, null, null, null, null, null, null),
                START,
                null);
    }

    static Node node(String code) {
        return new Node(CAMPAIGN, code);
    }

    static UnitPlan unit(String code, String parent) {
        return new UnitPlan(
                CAMPAIGN,
                code,
                1,
                0,
                NAME,
                Kind.TERRITORY,
                parent,
                null,
                null,
                null,
                null,
                LEAVES.contains(code) ? Map.of("SUM", 100L) : null,
                null,
                null,
                null,
                code.equals("town") ? FIRST.plusDays(1) : null,
                code.equals("city") ? FIRST.plusDays(4) : null,
                null);
    }

    static InMemoryProgressStore store() {
        InMemoryProgressStore store = new InMemoryProgressStore();
        store.headers.put(CAMPAIGN, HEADER);
        store.units.put(node("nation"), unit("nation", null));
        PARENTS.forEach((code, parent) -> store.units.put(node(code), unit(code, parent)));
        return store;
    }

    /** Reports, corrections, withdrawals, several sources, verifications; few keys and stamps, so that they collide. */
    static List<ActivationEvent> events(Random random, int count) {
        List<ActivationEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String unit = LEAVES.get(random.nextInt(LEAVES.size()));
            LocalDate date = FIRST.plusDays(random.nextInt(6));
            String source = random.nextInt(3) == 0 ? "youth" : "unit";
            Instant observed = START.plusSeconds(random.nextInt(40));
            Instant received = START.plus(Duration.ofMinutes(10 + random.nextInt(6 * 24 * 60)));
            Map<String, Long> counts = counts(random);
            String by = random.nextInt(3) == 0 ? null : "account-" + random.nextInt(2);
            events.add(
                    switch (random.nextInt(10)) {
                        case 0 -> ReportWithdrawn.of(CAMPAIGN, unit, date, source, observed, received, 1, by);
                        case 1, 2 ->
                            ActivationVerified.of(CAMPAIGN, unit, date, verified(random), observed, received, 1, by);
                        case 3 -> VerificationWithdrawn.of(CAMPAIGN, unit, date, observed, received, 1, by);
                        default ->
                            ActivationReported.of(
                                    CAMPAIGN, unit, date, source, counts, null, observed, received, 1, by);
                    });
        }
        return events;
    }

    private static Map<String, Long> counts(Random random) {
        return Map.of("L1", (long) random.nextInt(4), "L2", (long) random.nextInt(4));
    }

    private static Map<String, Long> verified(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of("SUM", 100L + random.nextInt(20));
            case 1 -> Map.of("L1", (long) random.nextInt(9), "L2", (long) random.nextInt(9));
            default -> Map.of("L1", (long) random.nextInt(9));
        };
    }

    /** The same events with duplicates, each received later than the first time, in any order. */
    static List<ActivationEvent> shuffledWithDuplicates(List<ActivationEvent> events, Random random) {
        List<ActivationEvent> delivered = new ArrayList<>(events);
        for (ActivationEvent event : events) {
            if (random.nextInt(3) == 0) {
                delivered.add(event);
            }
        }
        java.util.Collections.shuffle(delivered, random);
        return delivered;
    }

    static List<List<ActivationEvent>> batches(List<ActivationEvent> events, Random random) {
        List<List<ActivationEvent>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(12));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** What a node's figures must be as of a date. */
    record Figures(Map<String, Long> counts, long reported, long onTime, Map<String, List<Long>> verified) {}

    /** The figures of a node as of a date, read off the stored progress. */
    static Figures stored(InMemoryProgressStore store, String node, LocalDate asOf) {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, List<Long>> verified = new TreeMap<>();
        long reported = 0;
        long onTime = 0;
        var progress = store.progress.get(node(node));
        if (progress != null) {
            for (var day : progress.days().headMap(asOf.plusDays(1)).values()) {
                reported += day.reported();
                onTime += day.onTime();
                day.counts().forEach((code, count) -> counts.merge(code, count, Long::sum));
                day.verified()
                        .forEach((code, step) -> verified.merge(
                                code, List.of(step.value(), step.reported(), (long) step.leaves()), Scenario::plus));
            }
        }
        counts.values().removeIf(count -> count == 0);
        return new Figures(counts, reported, onTime, verified);
    }

    /** The figures of a node as of a date, straight from the events. */
    static Figures expected(List<ActivationEvent> events, String node, LocalDate asOf) {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, List<Long>> verified = new TreeMap<>();
        long reported = 0;
        long onTime = 0;
        for (String leaf : LEAVES) {
            if (isUnder(leaf, node)) {
                Map<LocalDate, Map<String, Long>> days = standingReports(events, leaf);
                days.keySet().removeIf(day -> day.isAfter(asOf));
                for (LocalDate day : days.keySet()) {
                    boolean active = unit(leaf, null).activeOn(day);
                    reported += active ? 1 : 0;
                    onTime += active && isOnTime(events, leaf, day) ? 1 : 0;
                }
                days.values().forEach(day -> day.forEach((code, count) -> counts.merge(code, count, Long::sum)));
                verified(events, leaf, asOf).forEach((code, figures) -> verified.merge(code, figures, Scenario::plus));
            }
        }
        counts.values().removeIf(count -> count == 0);
        return new Figures(counts, reported, onTime, verified);
    }

    /** By eight in the evening, counted from the first report of any source that stands. */
    private static boolean isOnTime(List<ActivationEvent> events, String leaf, LocalDate day) {
        Set<String> standing = newest(events, leaf, true).values().stream()
                .filter(event ->
                        event instanceof ActivationReported && event.day().equals(day))
                .map(Scenario::source)
                .collect(Collectors.toSet());
        Instant deadline = Instant.parse(day + "T13:00:00Z");
        return events.stream()
                .filter(event -> event.unit().equals(leaf) && event.day().equals(day))
                .filter(event -> event instanceof ActivationReported && standing.contains(source(event)))
                .anyMatch(event -> !event.receivedAt().isAfter(deadline));
    }

    private static boolean isUnder(String leaf, String node) {
        return leaf.equals(node) || (PARENTS.containsKey(leaf) && isUnder(PARENTS.get(leaf), node));
    }

    private static Map<LocalDate, Map<String, Long>> standingReports(List<ActivationEvent> events, String leaf) {
        Map<LocalDate, Map<String, Long>> days = new HashMap<>();
        newest(events, leaf, true).values().forEach(event -> {
            if (event instanceof ActivationReported report) {
                Map<String, Long> day = days.computeIfAbsent(report.date(), any -> new HashMap<>());
                report.counts().forEach((code, count) -> day.merge(code, count, Long::sum));
            }
        });
        return days;
    }

    private static Map<String, List<Long>> verified(List<ActivationEvent> events, String leaf, LocalDate asOf) {
        Map<String, List<Long>> figures = new TreeMap<>();
        for (String code : List.of("L1", "L2", "SUM")) {
            newest(events, leaf, false).values().stream()
                    .filter(ActivationVerified.class::isInstance)
                    .map(ActivationVerified.class::cast)
                    .filter(event -> !event.asOf().isAfter(asOf) && value(event, code) != null)
                    .max(Comparator.comparing(ActivationVerified::asOf))
                    .ifPresent(event -> figures.put(
                            code, List.of(value(event, code), reportedUpTo(events, leaf, code, event.asOf()), 1L)));
        }
        return figures;
    }

    private static Long value(ActivationVerified event, String code) {
        Long stated = event.counts().get(code);
        boolean parts = code.equals("SUM") && event.counts().keySet().containsAll(List.of("L1", "L2"));
        return stated == null && parts
                ? Long.valueOf(event.counts().get("L1") + event.counts().get("L2"))
                : stated;
    }

    private static long reportedUpTo(List<ActivationEvent> events, String leaf, String code, LocalDate asOf) {
        long sum = code.equals("SUM") ? 100 : 0;
        for (var day : standingReports(events, leaf).entrySet()) {
            if (!day.getKey().isAfter(asOf)) {
                sum += day.getValue().entrySet().stream()
                        .filter(count -> code.equals("SUM") || code.equals(count.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
            }
        }
        return sum;
    }

    private static Map<String, ActivationEvent> newest(List<ActivationEvent> events, String leaf, boolean reports) {
        return events.stream()
                .filter(event -> event.unit().equals(leaf))
                .filter(event -> reports == (source(event) != null))
                .collect(Collectors.toMap(
                        event -> event.day() + "/" + source(event),
                        event -> event,
                        (one, other) -> Comparator.comparing(ActivationEvent::observedAt)
                                                .thenComparing(ActivationEvent::eventId)
                                                .compare(one, other)
                                        >= 0
                                ? one
                                : other));
    }

    private static String source(ActivationEvent event) {
        return event instanceof ActivationReported report
                ? report.source()
                : event instanceof ReportWithdrawn withdrawn ? withdrawn.source() : null;
    }

    private static List<Long> plus(List<Long> one, List<Long> other) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i) + other.get(i));
        }
        return Objects.requireNonNull(sum);
    }
}
