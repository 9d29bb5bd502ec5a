package vn.campaign.contract.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Finding.Code;
import vn.campaign.contract.plan.UnitPlan.StatedSum;
import vn.campaign.contract.plan.UnitPlan.Target;

/** Checks a plan's consistency, unit by unit; it stores what nodes state and the sums, not the units. */
public final class Findings {

    /** A figure that a node states and its children add up to. */
    private record Figure(String name, @Nullable String phase) {}

    private final Map<String, Map<Figure, Long>> stated = new LinkedHashMap<>();
    private final Map<String, Map<Figure, Long>> childrenSums = new HashMap<>();
    private final List<Finding> ofUnits = new ArrayList<>();

    private final Predicate<String> inner;

    private Findings(Predicate<String> inner) {
        this.inner = inner;
    }

    /** Returns all findings of a plan. */
    public static List<Finding> of(Iterable<UnitPlan> units) {
        return of(units, code -> true);
    }

    /**
     * All findings of a plan of which much is known.
     *
     * @param inner whether the unit of a code has children; no others' figures are kept, and most units have none
     */
    public static List<Finding> of(Iterable<UnitPlan> units, Predicate<String> inner) {
        Findings findings = new Findings(inner);
        units.forEach(findings::add);
        return findings.all();
    }

    private void add(UnitPlan unit) {
        Map<Figure, Long> figures = figures(unit);
        if (inner.test(unit.code())) {
            stated.put(unit.code(), figures);
        }
        if (unit.parent() != null) {
            Map<Figure, Long> sums = childrenSums.computeIfAbsent(unit.parent(), parent -> new LinkedHashMap<>());
            figures.forEach((figure, value) -> sums.merge(figure, value, Long::sum));
        }
        unit.statedSums().forEach(sum -> check(unit, sum));
        unit.targets().stream()
                .filter(target -> target.shareOfMembers() != null && unit.members() == null)
                .forEach(target -> ofUnits.add(membersUnknown(unit, target)));
    }

    private static Map<Figure, Long> figures(UnitPlan unit) {
        Map<Figure, Long> figures = new LinkedHashMap<>();
        put(figures, "teams", null, unit.teams() == null ? null : unit.teams().longValue());
        put(figures, "members", null, unit.members());
        put(figures, "eligible", null, unit.eligible());
        unit.eligibleByPhase().forEach((phase, count) -> put(figures, "eligible", phase, count));
        unit.baselines().forEach((indicator, count) -> put(figures, "baseline " + indicator, null, count));
        unit.referenceBaselines().forEach((indicator, count) -> put(figures, "reference " + indicator, null, count));
        unit.targets().stream()
                .filter(target -> target.level() == Target.Level.TARGET)
                .forEach(target -> put(figures, "target " + target.indicator(), target.phase(), target.value()));
        return figures;
    }

    private static void put(Map<Figure, Long> figures, String name, @Nullable String phase, @Nullable Long value) {
        if (value != null) {
            figures.put(new Figure(name, phase), value);
        }
    }

    private void check(UnitPlan unit, StatedSum sum) {
        long computed = unit.targets().stream()
                .filter(target -> sum.of().contains(target.indicator()))
                .filter(target -> Objects.equals(target.phase(), sum.phase()))
                .filter(target -> target.level() == Target.Level.TARGET && target.value() != null)
                .mapToLong(Target::value)
                .sum();
        if (computed != sum.value()) {
            String detail = "%s states %s %,d, and its parts %s add up to %,d"
                    .formatted(unit.code(), sum.name(), sum.value(), String.join(" + ", sum.of()), computed);
            ofUnits.add(
                    new Finding(Code.SUM_DIFFERS, unit.code(), sum.name(), sum.phase(), sum.value(), computed, detail));
        }
    }

    private static Finding membersUnknown(UnitPlan unit, Target target) {
        String detail = unit.code() + " has a target of a share of its members, whose number the plan does not state";
        String figure = "target " + target.indicator();
        return new Finding(Code.MEMBERS_UNKNOWN, unit.code(), figure, target.phase(), null, null, detail);
    }

    /** The finding at a node with children that has reports or verifications of its own. */
    public static Finding ownReports(String unit) {
        String detail = unit + " has reports or verifications from before it had children; they stay in its sums";
        return new Finding(Code.OWN_REPORTS_AT_INNER_NODE, unit, "reports", null, null, null, detail);
    }

    private List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        stated.forEach((unit, figures) -> {
            Map<Figure, Long> sums = childrenSums.getOrDefault(unit, Map.of());
            figures.forEach((figure, value) -> {
                Long sum = sums.get(figure);
                if (sum != null && !sum.equals(value)) {
                    all.add(childrenDiffer(unit, figure, value, sum));
                }
            });
        });
        all.addAll(ofUnits);
        return all;
    }

    private static Finding childrenDiffer(String unit, Figure figure, long stated, long sum) {
        String phase = figure.phase() == null ? "" : " in phase " + figure.phase();
        String detail =
                "%s states %s %,d%s, and its children add up to %,d".formatted(unit, figure.name(), stated, phase, sum);
        return new Finding(Code.CHILDREN_DIFFER, unit, figure.name(), figure.phase(), stated, sum, detail);
    }
}
