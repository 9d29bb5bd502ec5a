package vn.campaign.system.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The plan in force, as the planner wrote it. */
public final class PlanBook {

    /** A span of days with a code and a divisor for quotas. */
    record Span(String code, LocalDate from, LocalDate to, int plannedDays) {

        long days() {
            return between(from, to);
        }

        LocalDate end(LocalDate asOf) {
            return asOf.isBefore(to) ? asOf : to;
        }

        static long between(LocalDate first, LocalDate last) {
            return last.isBefore(first) ? 0 : last.toEpochDay() - first.toEpochDay() + 1;
        }
    }

    /** A target of a node: of a period, cumulative or not. */
    record Target(Span span, long value, boolean cumulative) {}

    final JsonNode plan;
    final ZoneId zone;
    final Map<String, Span> phases = new LinkedHashMap<>();
    final Span all;
    final Map<String, JsonNode> units = new LinkedHashMap<>();
    final Map<String, List<String>> sums = new LinkedHashMap<>();

    public PlanBook(JsonNode plan) {
        this.plan = plan;
        zone = ZoneId.of(plan.path("timeZone").asString());
        int planned = 0;
        for (JsonNode phase : plan.path("phases")) {
            Span span = new Span(
                    phase.path("code").asString(),
                    LocalDate.parse(phase.path("from").asString()),
                    LocalDate.parse(phase.path("to").asString()),
                    phase.path("plannedDays").asInt());
            phases.put(span.code(), span);
            planned += span.plannedDays();
        }
        List<Span> inOrder = List.copyOf(phases.values());
        all = new Span(
                "all", inOrder.get(0).from(), inOrder.get(inOrder.size() - 1).to(), planned);
        plan.path("units").forEach(unit -> units.put(unit.path("code").asString(), unit));
        for (JsonNode indicator : plan.path("indicators")) {
            sums.put(
                    indicator.path("code").asString(),
                    indicator
                            .path("sumOf")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
        }
    }

    Span span(String phase) {
        return phase.equals("all") ? all : phases.get(phase);
    }

    /** The indicators that are reported and that this one is the sum of; itself when it is no sum. */
    List<String> parts(String indicator) {
        return sums.get(indicator).isEmpty() ? List.of(indicator) : sums.get(indicator);
    }

    /** Codes of all nodes. */
    public List<String> nodes() {
        return List.copyOf(units.keySet());
    }

    /** Codes of the nodes without a parent. */
    public List<String> roots() {
        return nodes().stream()
                .filter(code -> !units.get(code).path("parent").isString())
                .toList();
    }

    List<String> children(String node) {
        return nodes().stream()
                .filter(code -> units.get(code).path("parent").asString("").equals(node))
                .toList();
    }

    List<String> leaves(String node) {
        List<String> children = children(node);
        return children.isEmpty()
                ? List.of(node)
                : children.stream().flatMap(child -> leaves(child).stream()).toList();
    }

    /** Whether a leaf owes a report: on days of a phase, while it is active. */
    boolean owes(String leaf, LocalDate day) {
        return active(leaf, day)
                && phases.values().stream().anyMatch(phase -> !day.isBefore(phase.from()) && !day.isAfter(phase.to()));
    }

    private boolean active(String leaf, LocalDate day) {
        JsonNode unit = units.get(leaf);
        return (!unit.path("activeFrom").isString()
                        || !day.isBefore(LocalDate.parse(unit.path("activeFrom").asString())))
                && (!unit.path("retiredFrom").isString()
                        || day.isBefore(LocalDate.parse(unit.path("retiredFrom").asString())));
    }

    Instant deadline(LocalDate day) {
        LocalTime time =
                LocalTime.parse(plan.path("settings").path("dailyDeadline").asString("20:00"));
        return day.atTime(time).atZone(zone).toInstant();
    }

    /** A number of the node itself or, where it states none, the sum of its children's. */
    private Long own(String node, java.util.function.Function<JsonNode, JsonNode> field) {
        JsonNode stated = field.apply(units.get(node));
        if (stated.isNumber()) {
            return stated.asLong();
        }
        List<Long> below = children(node).stream()
                .map(child -> own(child, field))
                .filter(Objects::nonNull)
                .toList();
        return below.isEmpty()
                ? null
                : (Long) below.stream().mapToLong(Long::longValue).sum();
    }

    Long teams(String node) {
        return own(node, unit -> unit.path("teams"));
    }

    /** The phase's number where the node or any node below states one, else the campaign's; a sum is of what each child shows. */
    Long eligible(String node, Span span) {
        JsonNode unit = units.get(node);
        JsonNode ofPhase = unit.path("eligibleByPhase").path(span.code());
        if (ofPhase.isNumber()) {
            return ofPhase.asLong();
        }
        if (!statesEligible(node, span)) {
            return own(node, each -> each.path("eligible"));
        }
        return children(node).stream()
                .map(child -> eligible(child, span))
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private boolean statesEligible(String node, Span span) {
        return units.get(node).path("eligibleByPhase").path(span.code()).isNumber()
                || children(node).stream().anyMatch(child -> statesEligible(child, span));
    }

    long baseline(String node, String indicator) {
        Long baseline = own(node, unit -> unit.path("baselines").path(indicator));
        return baseline == null ? 0 : baseline;
    }

    Long referenceBaseline(String node, String indicator) {
        return own(node, unit -> unit.path("referenceBaselines").path(indicator));
    }

    /** The target shown under a period: its own, else the whole campaign's. */
    Target target(String node, String indicator, String phase) {
        Target own = exactly(node, indicator, phase, "TARGET");
        return own != null || phase.equals("all") ? own : exactly(node, indicator, "all", "TARGET");
    }

    /** The floor shown under a period; never summed. */
    Target floor(String node, String indicator, String phase) {
        Target own = stated(node, indicator, phase, "FLOOR");
        return own != null || phase.equals("all") ? own : stated(node, indicator, "all", "FLOOR");
    }

    /** The sum of the children's targets, where the node states one beside them. */
    Long childrenTarget(String node, String indicator, String phase) {
        String shown = exactly(node, indicator, phase, "TARGET") != null ? phase : "all";
        if (stated(node, indicator, shown, "TARGET") == null) {
            return null;
        }
        List<Target> below = below(node, indicator, shown, "TARGET");
        return below.isEmpty()
                ? null
                : (Long) below.stream().mapToLong(Target::value).sum();
    }

    private Target exactly(String node, String indicator, String phase, String level) {
        Target stated = stated(node, indicator, phase, level);
        if (stated != null) {
            return stated;
        }
        List<Target> below = below(node, indicator, phase, level);
        return below.isEmpty()
                ? null
                : new Target(
                        below.get(0).span(),
                        below.stream().mapToLong(Target::value).sum(),
                        below.get(0).cumulative());
    }

    private List<Target> below(String node, String indicator, String phase, String level) {
        List<Target> below = new ArrayList<>();
        for (String child : children(node)) {
            Stream.ofNullable(exactly(child, indicator, phase, level)).forEach(below::add);
        }
        return below;
    }

    private Target stated(String node, String indicator, String phase, String level) {
        JsonNode unit = units.get(node);
        for (JsonNode target : unit.path("targets")) {
            if (target.path("indicator").asString().equals(indicator)
                    && target.path("phase").asString("all").equals(phase)
                    && target.path("level").asString("TARGET").equals(level)) {
                return target(unit, target, span(phase));
            }
        }
        return null;
    }

    private static Target target(JsonNode unit, JsonNode target, Span span) {
        Long value = target.path("value").isNumber() ? target.path("value").asLong() : null;
        if (value == null && unit.path("members").isNumber()) {
            value = new BigDecimal(target.path("shareOfMembers").asString())
                    .multiply(BigDecimal.valueOf(unit.path("members").asLong()))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
        }
        if (value == null) {
            return null;
        }
        Span due = target.path("due").isString()
                ? new Span(
                        span.code(),
                        span.from(),
                        LocalDate.parse(target.path("due").asString()),
                        span.plannedDays())
                : span;
        return new Target(due, value, target.path("counting").asString("").equals("CUMULATIVE"));
    }
}
