package vn.campaign.localstack.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up course of a plan, the same for the same seed: lines for the bulk API, each with its {@code observedAt}. */
public final class DemoCampaign {

    private static final JsonMapper JSON = new JsonMapper();
    private static final LocalDate VERIFIED_AS_OF = LocalDate.of(2023, 7, 15);
    private static final Set<String> INDICATORS =
            Set.of("ACTIVATED", "ENROLLED_L2", "REGISTERED_L1", "GUIDED", "MEMBERS_L2");
    private static final double CORRECTED = 0.04;
    private static final double LEAST_VERIFIED = 0.92;
    private static final double MOST_VERIFIED = 1.01;

    private final List<String> reports = new ArrayList<>();
    private final List<String> verifications = new ArrayList<>();
    private final Map<String, Period> phases = new LinkedHashMap<>();
    private final Period wholeCampaign;
    private final ZoneId zone;

    private record Period(LocalDate from, LocalDate to) {}

    private record Report(String unit, LocalDate date, String source, Instant observedAt, Map<String, Long> counts) {}

    private record Verification(String unit, LocalDate asOf, Instant observedAt, Map<String, Long> counts) {}

    public DemoCampaign(String planFile, long seed) {
        JsonNode plan = JSON.readTree(planFile);
        zone = ZoneId.of(plan.path("timeZone").asString("Asia/Ho_Chi_Minh"));
        for (JsonNode phase : plan.path("phases")) {
            phases.put(phase.path("code").asString(), new Period(date(phase, "from"), date(phase, "to")));
        }
        List<Period> inOrder = List.copyOf(phases.values());
        wholeCampaign = new Period(
                inOrder.get(0).from(), inOrder.get(inOrder.size() - 1).to());
        Set<String> parents = stream(plan.path("units"))
                .map(unit -> unit.path("parent").asString(""))
                .collect(Collectors.toSet());
        stream(plan.path("units"))
                .filter(unit -> !parents.contains(unit.path("code").asString()))
                .forEach(unit -> simulate(unit, seed));
    }

    /** Lines for the bulk import of reports. */
    public List<String> reports() {
        return reports;
    }

    /** Lines for the bulk import of verifications. */
    public List<String> verifications() {
        return verifications;
    }

    private void simulate(JsonNode unit, long seed) {
        String code = unit.path("code").asString();
        // Each unit has random numbers of its own: a change of one unit's targets leaves the others as they were.
        var random = new Random(seed ^ ((long) code.hashCode() << 20));
        var simulated = new DemoUnit(wholeCampaign.from(), wholeCampaign.to(), random);
        boolean activates = false;
        for (JsonNode target : unit.path("targets")) {
            String indicator = target.path("indicator").asString();
            if (INDICATORS.contains(indicator)) {
                Period period = period(target);
                simulated.workOn(indicator, toDo(unit, target), period.from(), period.to());
                activates |= indicator.equals("ACTIVATED");
            }
        }
        simulated.days().forEach(day -> report(code, day, simulated.counts(day), random));
        if (activates) {
            long reported = baseline(unit, "ACTIVATED") + simulated.activated(VERIFIED_AS_OF);
            verify(
                    code,
                    Math.round(reported * (LEAST_VERIFIED + (MOST_VERIFIED - LEAST_VERIFIED) * random.nextDouble())));
        }
    }

    private Period period(JsonNode target) {
        Period period = phases.getOrDefault(target.path("phase").asString(""), wholeCampaign);
        return target.path("due").isString() ? new Period(period.from(), date(target, "due")) : period;
    }

    private static long toDo(JsonNode unit, JsonNode target) {
        if (target.path("shareOfMembers").isNumber()) {
            return Math.round(target.path("shareOfMembers").asDouble()
                    * unit.path("members").asLong(0));
        }
        long value = target.path("value").asLong(0);
        boolean cumulative = target.path("counting").asString("").equals("CUMULATIVE");
        return cumulative
                ? Math.max(0, value - baseline(unit, target.path("indicator").asString()))
                : value;
    }

    private static long baseline(JsonNode unit, String indicator) {
        return unit.path("baselines").path(indicator).asLong(0);
    }

    /** In the late afternoon; now and then with a mistake that is corrected the next morning. */
    private void report(String unit, LocalDate day, SortedMap<String, Long> counts, Random random) {
        Instant afternoon = at(day, LocalTime.of(16, 30).plusMinutes(random.nextInt(180)));
        if (counts.isEmpty()) {
            return;
        }
        if (random.nextDouble() < CORRECTED) {
            var mistaken = new TreeMap<>(counts);
            mistaken.compute(counts.lastKey(), (indicator, count) -> count + 1 + random.nextInt(5));
            reports.add(JSON.writeValueAsString(new Report(unit, day, "unit", afternoon, mistaken)));
            Instant morning = at(day.plusDays(1), LocalTime.of(8, random.nextInt(60)));
            reports.add(JSON.writeValueAsString(new Report(unit, day, "unit", morning, counts)));
        } else {
            reports.add(JSON.writeValueAsString(new Report(unit, day, "unit", afternoon, counts)));
        }
    }

    private void verify(String unit, long activated) {
        Instant observedAt = at(VERIFIED_AS_OF.plusDays(2), LocalTime.of(10, 0));
        verifications.add(JSON.writeValueAsString(
                new Verification(unit, VERIFIED_AS_OF, observedAt, Map.of("ACTIVATED", activated))));
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private static LocalDate date(JsonNode node, String field) {
        return LocalDate.parse(node.path(field).asString());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
