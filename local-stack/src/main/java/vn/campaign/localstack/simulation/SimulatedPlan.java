package vn.campaign.localstack.simulation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a simulation reads of a plan. */
public record SimulatedPlan(ZoneId timeZone, List<Phase> phases, List<Unit> units) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    record Phase(String code, LocalDate from, LocalDate to) {}

    record Target(
            String indicator,
            @Nullable String phase,
            long value,
            double shareOfMembers,
            @Nullable String counting,
            @Nullable LocalDate due) {}

    /** A node of the plan's tree. */
    public record Unit(
            String code,
            @Nullable String parent,
            long members,
            @Nullable Map<String, Long> baselines,
            @Nullable List<Target> targets) {

        public Unit {
            baselines = Objects.requireNonNullElse(baselines, Map.of());
            targets = Objects.requireNonNullElse(targets, List.of());
        }

        long baseline(String indicator) {
            return baselines.getOrDefault(indicator, 0L);
        }

        /** Persons that are missing before the campaign. */
        long missing(Target target) {
            if (target.shareOfMembers > 0) {
                return Math.round(target.shareOfMembers * members);
            }
            long start = "CUMULATIVE".equals(target.counting) ? baseline(target.indicator) : 0;
            return Math.max(0, target.value - start);
        }
    }

    public static SimulatedPlan of(JsonNode plan) {
        return JSON.treeToValue(plan, SimulatedPlan.class);
    }

    public LocalDate firstDay() {
        return phases.get(0).from;
    }

    public LocalDate lastDay() {
        return phases.get(phases.size() - 1).to;
    }

    /** The units that have no unit below them. */
    public List<Unit> reportingUnits() {
        Set<String> parents =
                units.stream().map(Unit::parent).filter(Objects::nonNull).collect(Collectors.toSet());
        return units.stream().filter(unit -> !parents.contains(unit.code)).toList();
    }

    /** The days on which a target is worked on. */
    Phase period(Target target) {
        Phase phase = phases.stream()
                .filter(each -> each.code.equals(target.phase))
                .findFirst()
                .orElseGet(() -> new Phase("all", firstDay(), lastDay()));
        return target.due == null ? phase : new Phase(phase.code, phase.from, target.due);
    }
}
