package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Days of nodes whose sheets may have changed, so that progress must be derived from them.
 *
 * @param byNode the dates of each node; none for all that it has
 */
record DirtyDays(Map<Node, SortedSet<LocalDate>> byNode) {

    static DirtyDays of(Collection<NodeDay> days) {
        DirtyDays dirty = new DirtyDays(new HashMap<>());
        days.forEach(day -> dirty.add(day.node(), List.of(day.date())));
        return dirty;
    }

    /** All days that the nodes have. */
    static DirtyDays all(Collection<Node> nodes) {
        DirtyDays dirty = new DirtyDays(new HashMap<>());
        nodes.forEach(node -> dirty.add(node, List.of()));
        return dirty;
    }

    void add(Node node, Collection<LocalDate> dates) {
        byNode.computeIfAbsent(node, any -> new TreeSet<>()).addAll(dates);
    }

    DirtyDays only(Set<Node> nodes) {
        Map<Node, SortedSet<LocalDate>> some = new HashMap<>(byNode);
        some.keySet().retainAll(nodes);
        return new DirtyDays(some);
    }

    boolean isEmpty() {
        return byNode.isEmpty();
    }

    Set<Node> nodes() {
        return byNode.keySet();
    }

    SortedSet<LocalDate> of(Node node) {
        return byNode.getOrDefault(node, Collections.emptySortedSet());
    }

    List<NodeDay> days() {
        return byNode.entrySet().stream()
                .flatMap(node -> node.getValue().stream().map(date -> new NodeDay(node.getKey(), date)))
                .toList();
    }
}
