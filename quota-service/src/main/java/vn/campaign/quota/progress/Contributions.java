package vn.campaign.quota.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySum;

/**
 * What days contribute to the nodes above. A node's day stands in the sheet of its present parent, and is taken out of the
 * sheets of all former ones.
 *
 * @param children by day of a node above, what each child's register there must be; null for one that must go
 */
record Contributions(Map<NodeDay, Map<String, @Nullable DaySum>> children) {

    /**
     * The contributions of days, where the plan places their nodes.
     *
     * @param takenOut days that were taken out of all former parents before
     */
    static Contributions of(Map<NodeDay, DaySum> days, Map<Node, UnitPlacement> units, Set<NodeDay> takenOut) {
        Map<NodeDay, Map<String, @Nullable DaySum>> children = new HashMap<>();
        days.forEach((day, sum) -> {
            UnitPlacement unit = units.getOrDefault(day.node(), UnitPlacement.UNKNOWN);
            for (String parent : unit.parents()) {
                boolean present = parent.equals(unit.parent());
                if (present || !takenOut.contains(day)) {
                    children.computeIfAbsent(day.of(parent), any -> new HashMap<>())
                            .put(day.node().code(), present ? register(sum) : null);
                }
            }
        });
        return new Contributions(children);
    }

    /**
     * The register of a child's day: none for a day of nothing. The child's progress does not hold such a day either, so that
     * whoever moves the child would not find the register.
     */
    static @Nullable DaySum register(DaySum day) {
        return day.equals(DaySum.NOTHING) ? null : day;
    }

    /** The days of the nodes above whose sheets may hold registers of days. */
    static Set<NodeDay> sheets(Collection<NodeDay> days, Map<Node, UnitPlacement> units, Set<NodeDay> takenOut) {
        Map<NodeDay, DaySum> unread = days.stream().collect(Collectors.toMap(day -> day, day -> DaySum.NOTHING));
        return of(unread, units, takenOut).children.keySet();
    }

    /** The days that contribute to some of the days above. */
    Set<NodeDay> childDays(Set<NodeDay> above) {
        Set<NodeDay> days = new HashSet<>();
        above.forEach(day -> children.get(day).keySet().forEach(child -> days.add(day.of(child))));
        return days;
    }

    /** The days that contribute to a sheet that was not read. */
    Set<NodeDay> unread(Set<NodeDay> sheetsRead) {
        Set<NodeDay> others = new HashSet<>(children.keySet());
        others.removeAll(sheetsRead);
        return childDays(others);
    }
}
