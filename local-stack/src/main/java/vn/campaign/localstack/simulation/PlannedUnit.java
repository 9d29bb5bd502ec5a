package vn.campaign.localstack.simulation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a simulation needs to know of a unit that reports.
 *
 * @param baseline accounts activated before the campaign
 * @param goals what it is asked for, in the plan's order
 */
record PlannedUnit(String code, long baseline, List<Goal> goals) {

    /** Persons to bring from one day to another. */
    record Goal(String indicator, long toDo, LocalDate from, LocalDate to) {}

    /** A plan's dates. */
    record Dates(ZoneId zone, LocalDate from, LocalDate to, List<LocalDate> phaseEnds) {

        static Dates of(JsonNode plan) {
            List<LocalDate> ends = plan.path("phases")
                    .valueStream()
                    .map(phase -> date(phase, "to"))
                    .toList();
            return new Dates(
                    ZoneId.of(plan.path("timeZone").asString()),
                    date(plan.path("phases").get(0), "from"),
                    ends.get(ends.size() - 1),
                    ends);
        }
    }

    /** The units of a plan that have no unit below them. */
    static List<PlannedUnit> of(JsonNode plan) {
        Set<String> parents = plan.path("units")
                .valueStream()
                .map(unit -> unit.path("parent").asString(""))
                .collect(Collectors.toSet());
        Map<String, JsonNode> phases = new HashMap<>();
        plan.path("phases").forEach(phase -> phases.put(phase.path("code").asString(), phase));
        Dates dates = Dates.of(plan);
        return plan.path("units")
                .valueStream()
                .filter(unit -> !parents.contains(unit.path("code").asString()))
                .map(unit -> unit(unit, phases, dates))
                .toList();
    }

    private static PlannedUnit unit(JsonNode unit, Map<String, JsonNode> phases, Dates dates) {
        List<Goal> goals = new ArrayList<>();
        for (JsonNode target : unit.path("targets")) {
            JsonNode phase = phases.get(target.path("phase").asString(""));
            LocalDate from = phase == null ? dates.from() : date(phase, "from");
            LocalDate to = phase == null ? dates.to() : date(phase, "to");
            goals.add(new Goal(
                    target.path("indicator").asString(),
                    toDo(unit, target),
                    from,
                    target.path("due").isString() ? date(target, "due") : to));
        }
        return new PlannedUnit(unit.path("code").asString(), baseline(unit, "ACTIVATED"), goals);
    }

    private static long toDo(JsonNode unit, JsonNode target) {
        if (target.path("shareOfMembers").isNumber()) {
            return Math.round(target.path("shareOfMembers").asDouble()
                    * unit.path("members").asLong(0));
        }
        boolean cumulative = target.path("counting").asString("").equals("CUMULATIVE");
        long start = cumulative ? baseline(unit, target.path("indicator").asString()) : 0;
        return Math.max(0, target.path("value").asLong(0) - start);
    }

    private static long baseline(JsonNode unit, String indicator) {
        return unit.path("baselines").path(indicator).asLong(0);
    }

    private static LocalDate date(JsonNode node, String field) {
        return LocalDate.parse(node.path(field).asString());
    }
}
