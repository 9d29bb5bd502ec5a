package vn.campaign.quota.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.campaign.contract.plan.UnitPlan;

/**
 * The children that contribute to days of inner nodes.
 *
 * @param children their codes by the day of their parent
 */
record Contributions(Map<NodeDay, Set<String>> children) {

    /** What days contribute to, under the parents that the plan gives their nodes. */
    static Contributions of(Collection<NodeDay> days, Map<Node, UnitPlan> units) {
        Map<NodeDay, Set<String>> children = new HashMap<>();
        for (NodeDay day : days) {
            Node parent = Node.parent(units.get(day.node()));
            if (parent != null) {
                children.computeIfAbsent(new NodeDay(parent, day.date()), any -> new HashSet<>())
                        .add(day.node().code());
            }
        }
        return new Contributions(children);
    }

    /** Those that are the same in {@code others}, child for child. */
    Contributions sameAs(Contributions others) {
        Map<NodeDay, Set<String>> same = new HashMap<>(children);
        same.entrySet().retainAll(others.children.entrySet());
        return new Contributions(same);
    }

    Contributions only(Set<NodeDay> days) {
        Map<NodeDay, Set<String>> some = new HashMap<>(children);
        some.keySet().retainAll(days);
        return new Contributions(some);
    }

    /** The days of the children. */
    List<NodeDay> childDays() {
        return children.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(entry.getKey()::child))
                .toList();
    }
}
