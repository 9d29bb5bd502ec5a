package vn.campaign.quota.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.NodeProgress;

/**
 * A node's figures as of a date: as they are stored, and as they must be by the plain way, which finds the newest event of each
 * register and adds up.
 *
 * @param lastReceivedAt when the newest report or withdrawal was received, or null
 */
record Figures(
        Map<String, Long> counts,
        long reported,
        long onTime,
        Map<String, List<Long>> verified,
        @Nullable Instant lastReceivedAt) {

    /** The figures of a node as of a date, read off the stored progress. */
    static Figures stored(ProgressStore store, String node, LocalDate asOf) {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, List<Long>> verified = new TreeMap<>();
        long reported = 0;
        long onTime = 0;
        NodeProgress progress = store.progress(List.of(Scenario.node(node)))
                .getOrDefault(Scenario.node(node), NodeProgress.none(Scenario.CAMPAIGN, node));
        for (var day : progress.days().headMap(asOf.plusDays(1)).values()) {
            reported += day.reported();
            onTime += day.onTime();
            day.counts().forEach((code, count) -> counts.merge(code, count, Long::sum));
            day.verified()
                    .forEach((code, step) -> verified.merge(
                            code, List.of(step.value(), step.reported(), (long) step.leaves()), Figures::plus));
        }
        counts.values().removeIf(count -> count == 0);
        return new Figures(counts, reported, onTime, verified, progress.lastReceivedAt(asOf));
    }

    /** The figures of a node as of a date, straight from the events. */
    static Figures expected(
            List<ActivationEvent> events,
            Map<String, UnitPlan> plan,
            CampaignHeader header,
            String node,
            LocalDate asOf) {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, List<Long>> verified = new TreeMap<>();
        long reported = 0;
        long onTime = 0;
        Instant last = null;
        for (String unit : Scenario.REPORTING) {
            if (isUnder(unit, node, plan)) {
                Map<LocalDate, Map<String, Long>> days = standingReports(events, unit);
                days.keySet().removeIf(day -> day.isAfter(asOf));
                for (LocalDate day : days.keySet()) {
                    boolean active = plan.get(unit).activeOn(day);
                    reported += active ? 1 : 0;
                    onTime += active && isOnTime(events, unit, day, header) ? 1 : 0;
                }
                days.values().forEach(day -> day.forEach((code, count) -> counts.merge(code, count, Long::sum)));
                verified(events, unit, asOf).forEach((code, figures) -> verified.merge(code, figures, Figures::plus));
                last = Stream.concat(Stream.ofNullable(last), received(events, unit, asOf))
                        .max(Instant::compareTo)
                        .orElse(null);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return new Figures(counts, reported, onTime, verified, last);
    }

    private static Stream<Instant> received(List<ActivationEvent> events, String unit, LocalDate asOf) {
        return events.stream()
                .filter(event -> event.unit().equals(unit) && event.source() != null)
                .filter(event -> !event.day().isAfter(asOf))
                .map(ActivationEvent::receivedAt);
    }

    /** By the deadline of the day itself in Viet Nam, counted from the first report of any source that stands. */
    private static boolean isOnTime(List<ActivationEvent> events, String unit, LocalDate day, CampaignHeader header) {
        Set<String> standing = newest(events, unit, true).values().stream()
                .filter(event ->
                        event instanceof ActivationReported && event.day().equals(day))
                .map(ActivationEvent::source)
                .collect(Collectors.toSet());
        Instant deadline = day.atTime(header.settings().dailyDeadline()).toInstant(ZoneOffset.ofHours(7));
        return events.stream()
                .filter(event -> event.unit().equals(unit) && event.day().equals(day))
                .filter(event -> event instanceof ActivationReported && standing.contains(event.source()))
                .anyMatch(event -> !event.receivedAt().isAfter(deadline));
    }

    private static boolean isUnder(String unit, String node, Map<String, UnitPlan> plan) {
        String parent = plan.get(unit).parent();
        return unit.equals(node) || parent != null && isUnder(parent, node, plan);
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
                .filter(event -> reports == (event.source() != null))
                .collect(Collectors.toMap(
                        event -> event.day() + "/" + event.source(),
                        event -> event,
                        (one, other) -> Comparator.comparing(ActivationEvent::observedAt)
                                                .thenComparing(ActivationEvent::eventId)
                                                .compare(one, other)
                                        >= 0
                                ? one
                                : other));
    }

    private static List<Long> plus(List<Long> one, List<Long> other) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i) + other.get(i));
        }
        return Objects.requireNonNull(sum);
    }
}
