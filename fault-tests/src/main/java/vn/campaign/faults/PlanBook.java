package vn.campaign.faults;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;

/**
 * The plan as it was last put in force, kept apart from the system: which node is below which, and who owes a report when. Units
 * report; the nodes above them never do, not even while they have no children.
 */
final class PlanBook {

    /** Further nodes between the units and the roots, so that units have somewhere to go; each with its parent and its kind. */
    private static final List<List<String>> AREAS = List.of(
            List.of("area-1", "thanh-an", "TERRITORY"),
            List.of("area-2", "thanh-an", "TERRITORY"),
            List.of("group-1", "thanh-an-to-chuc", "ORGANISATION"));

    /** More than there are writers. */
    private static final int ALL = 100;

    private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
    private final Map<String, Semaphore> reports;
    private long changes;

    /** @param plan as it is loaded at first */
    PlanBook(JsonNode plan) {
        plan.get("units").forEach(unit -> nodes.put(unit.get("code").asString(), (ObjectNode) unit));
        Set<String> inner = nodes.keySet().stream().map(this::parent).collect(Collectors.toSet());
        reports = nodes.keySet().stream()
                .filter(code -> !inner.contains(code))
                .collect(Collectors.toMap(
                        code -> code, code -> new Semaphore(ALL, true), (one, other) -> one, LinkedHashMap::new));
    }

    /** The further nodes, to be put in force. */
    static List<ObjectNode> areas() {
        return AREAS.stream()
                .map(area -> {
                    ObjectNode node = ContractJson.mapper().createObjectNode();
                    node.put("code", area.get(0)).put("parent", area.get(1)).put("kind", area.get(2));
                    node.putObject("name").put("vi", area.get(0));
                    return node;
                })
                .toList();
    }

    /** Notes what is in force. */
    synchronized void put(ObjectNode node) {
        nodes.put(node.get("code").asString(), node);
        changes++;
    }

    synchronized long changes() {
        return changes;
    }

    /** A node as a planner sends it, to be changed. */
    synchronized ObjectNode get(String code) {
        return nodes.get(code).deepCopy();
    }

    /** The units that report. */
    List<String> units() {
        return List.copyOf(reports.keySet());
    }

    /** The nodes that do not report. */
    synchronized List<String> areasAndRoots() {
        return nodes.keySet().stream()
                .filter(code -> !reports.containsKey(code))
                .toList();
    }

    synchronized List<String> children(String node) {
        return nodes.keySet().stream().filter(code -> node.equals(parent(code))).toList();
    }

    synchronized @Nullable String parent(String code) {
        return nodes.get(code).path("parent").asString(null);
    }

    synchronized String kind(String code) {
        return nodes.get(code).get("kind").asString();
    }

    /** Whether a node is the other one or below it. */
    boolean isWithin(@Nullable String code, String node) {
        return code != null && (code.equals(node) || isWithin(parent(code), node));
    }

    /** The nodes without children at or below a node. */
    Stream<String> leaves(String node) {
        List<String> children = children(node);
        return children.isEmpty() ? Stream.of(node) : children.stream().flatMap(this::leaves);
    }

    /** The first day on which a unit reports no more, or null. */
    synchronized @Nullable LocalDate retiredFrom(String code) {
        String day = nodes.get(code).path("retiredFrom").asString(null);
        return day == null ? null : LocalDate.parse(day);
    }

    boolean owesReport(String code, LocalDate date) {
        LocalDate retired = retiredFrom(code);
        return retired == null || date.isBefore(retired);
    }

    /**
     * Takes part in reporting for a unit until {@link #endReport}.
     *
     * @return false if it is being retired, or does not report for the day
     */
    boolean beginReport(String unit, LocalDate date) throws InterruptedException {
        if (!reports.get(unit).tryAcquire(0, TimeUnit.SECONDS)) {
            return false;
        }
        if (!owesReport(unit, date)) {
            endReport(unit);
            return false;
        }
        return true;
    }

    void endReport(String unit) {
        reports.get(unit).release();
    }

    /** Returns when no statement of the unit is on its way, and lets none begin until {@link #resumeReports}. */
    void holdReports(String unit) throws InterruptedException {
        reports.get(unit).acquire(ALL);
    }

    void resumeReports(String unit) {
        reports.get(unit).release(ALL);
    }
}
