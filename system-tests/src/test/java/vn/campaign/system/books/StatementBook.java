package vn.campaign.system.books;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.campaign.localstack.simulation.Submission;

/**
 * What was stated: for each unit, day and source the newest statement stands. No two statements of one register that say
 * different things are stated in the same millisecond.
 */
public final class StatementBook {

    private record Standing(Instant observedAt, Map<String, Long> counts) {}

    private record Day(String unit, LocalDate date) {}

    private final Map<Day, Map<String, Standing>> reports = new HashMap<>();
    private final Map<Day, Map<String, Instant>> firstReceived = new HashMap<>();
    private final Map<Day, Instant> lastReceived = new HashMap<>();
    private final Map<String, TreeMap<LocalDate, Standing>> verifications = new HashMap<>();

    /** Writes down what was accepted. */
    public void add(Submission submission, Instant receivedAt) {
        Day day = new Day(submission.unit(), submission.date());
        if (submission instanceof Submission.Report report) {
            state(day, report.source(), new Standing(submission.observedAt(), report.counts()));
            firstReceived
                    .computeIfAbsent(day, any -> new HashMap<>())
                    .merge(report.source(), receivedAt, (one, other) -> one.isBefore(other) ? one : other);
            lastReceived.merge(day, receivedAt, (one, other) -> one.isAfter(other) ? one : other);
        } else if (submission instanceof Submission.Withdrawal withdrawal) {
            state(day, withdrawal.source(), new Standing(submission.observedAt(), null));
            lastReceived.merge(day, receivedAt, (one, other) -> one.isAfter(other) ? one : other);
        } else {
            Map<String, Long> counts =
                    submission instanceof Submission.Verification verified ? verified.counts() : null;
            verifications
                    .computeIfAbsent(submission.unit(), any -> new TreeMap<>())
                    .merge(submission.date(), new Standing(submission.observedAt(), counts), StatementBook::newer);
        }
    }

    private void state(Day day, String source, Standing standing) {
        reports.computeIfAbsent(day, any -> new HashMap<>()).merge(source, standing, StatementBook::newer);
    }

    private static Standing newer(Standing one, Standing other) {
        return other.observedAt().isBefore(one.observedAt()) ? one : other;
    }

    /** Persons of one day, unit and reported indicators. */
    long on(String unit, LocalDate day, List<String> indicators) {
        return standing(unit, day).values().stream()
                .mapToLong(said -> indicators.stream()
                        .mapToLong(indicator -> said.counts().getOrDefault(indicator, 0L))
                        .sum())
                .sum();
    }

    private Map<String, Standing> standing(String unit, LocalDate day) {
        Map<String, Standing> all = new HashMap<>(reports.getOrDefault(new Day(unit, day), Map.of()));
        all.values().removeIf(said -> said.counts() == null);
        return all;
    }

    /** When the day was first reported by a source that stands, or null. */
    Instant first(String unit, LocalDate day) {
        Map<String, Instant> received = firstReceived.getOrDefault(new Day(unit, day), Map.of());
        return standing(unit, day).keySet().stream()
                .map(received::get)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** When something was last said of the day, or null. */
    Instant last(String unit, LocalDate day) {
        return lastReceived.get(new Day(unit, day));
    }

    /** What the verifications say of an indicator, by date: as stated, else the sum when all parts are. */
    TreeMap<LocalDate, Long> verified(String unit, String indicator, List<String> parts) {
        TreeMap<LocalDate, Long> verified = new TreeMap<>();
        verifications.getOrDefault(unit, new TreeMap<>()).forEach((asOf, standing) -> {
            Map<String, Long> counts = standing.counts();
            if (counts == null) {
                return;
            }
            List<Long> stated = new ArrayList<>();
            parts.forEach(part -> stated.add(counts.get(part)));
            if (counts.containsKey(indicator)) {
                verified.put(asOf, counts.get(indicator));
            } else if (!stated.contains(null)) {
                verified.put(asOf, stated.stream().mapToLong(Long::longValue).sum());
            }
        });
        return verified;
    }
}
