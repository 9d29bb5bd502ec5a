package vn.campaign.faults;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What was acknowledged since the beginning, kept apart from the system, and so its expected figures. */
final class Ledger {

    private static final Pattern RECORD = Pattern.compile("&partition=(\\d+)&offset=(\\d+)$");

    /** The key of a register: its statements replace one another. */
    record Register(String unit, LocalDate date, String source) {}

    /**
     * A statement with its receipt.
     *
     * @param follow where to see whether it is counted
     */
    record Acknowledged(SentReport statement, String eventId, String follow) {

        private static final Comparator<Acknowledged> BY_STAMP = Comparator.comparing(
                        (Acknowledged each) -> each.statement.observedAt())
                .thenComparing(Acknowledged::eventId);
    }

    private final Map<Register, Map<String, Acknowledged>> registers = new HashMap<>();
    private final List<Acknowledged> sinceVerdict = new ArrayList<>();
    private final Map<Integer, Long> lastOffsets = new TreeMap<>();
    private final Map<Integer, String> lastOfPartitions = new TreeMap<>();
    private final List<String> poison = new ArrayList<>();
    private final LongAdder sentAgain = new LongAdder();

    synchronized void acknowledge(SentReport statement, JsonNode receipt) {
        Acknowledged acknowledged = new Acknowledged(
                statement,
                receipt.get("eventId").asString(),
                receipt.get("follow").asString());
        registers
                .computeIfAbsent(
                        new Register(statement.unit(), statement.date(), statement.source()), any -> new HashMap<>())
                .put(acknowledged.eventId, acknowledged);
        sinceVerdict.add(acknowledged);
        Matcher written = RECORD.matcher(acknowledged.follow);
        if (!written.find()) {
            throw new IllegalStateException("no record in " + acknowledged.follow);
        }
        noteLast(Integer.parseInt(written.group(1)), Long.parseLong(written.group(2)), acknowledged.follow);
    }

    private void noteLast(int partition, long offset, String follow) {
        if (lastOffsets.merge(partition, offset, Math::max) == offset) {
            lastOfPartitions.put(partition, follow);
        }
    }

    /** Records that a record can never be counted, by the address of its receipt. */
    synchronized void poison(String follow) {
        poison.add(follow);
    }

    void sentAgain() {
        sentAgain.increment();
    }

    long timesSentAgain() {
        return sentAgain.sum();
    }

    /** Returns all distinct statements. */
    synchronized long size() {
        return registers.values().stream().mapToLong(Map::size).sum();
    }

    /** The statements of a register, the one that stands first. */
    synchronized List<Acknowledged> newestFirst(Register register) {
        return registers.getOrDefault(register, Map.of()).values().stream()
                .sorted(Acknowledged.BY_STAMP.reversed())
                .toList();
    }

    /** The number of statements that were acknowledged since {@link #verdictGiven}, repeated ones included. */
    synchronized int acknowledgedSinceVerdict() {
        return sinceVerdict.size();
    }

    synchronized List<Acknowledged> sinceVerdict() {
        return List.copyOf(sinceVerdict);
    }

    synchronized void verdictGiven() {
        sinceVerdict.clear();
    }

    /** The receipt of the last acknowledged record of each partition. */
    synchronized Collection<String> lastOfPartitions() {
        return List.copyOf(lastOfPartitions.values());
    }

    synchronized Set<String> poison() {
        return Set.copyOf(poison);
    }
}
