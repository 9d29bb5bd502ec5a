package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Days of nodes whose sums may have changed, and whose progress must be derived again. */
final class DirtyDays {

    private final Map<Node, SortedSet<LocalDate>> days = new HashMap<>();

    static DirtyDays of(Collection<NodeDay> days) {
        DirtyDays dirty = new DirtyDays();
        days.forEach(day -> dirty.add(day.node(), List.of(day.date())));
        return dirty;
    }

    void add(Node node, Collection<LocalDate> dates) {
        days.computeIfAbsent(node, any -> new TreeSet<>()).addAll(dates);
    }

    void addAll(DirtyDays others) {
        others.days.forEach(this::add);
    }

    boolean isEmpty() {
        return days.isEmpty();
    }

    Set<Node> nodes() {
        return days.keySet();
    }

    SortedSet<LocalDate> of(Node node) {
        return days.get(node);
    }

    List<NodeDay> all() {
        return of(nodes());
    }

    List<NodeDay> of(Set<Node> nodes) {
        List<NodeDay> some = new ArrayList<>();
        nodes.forEach(node -> days.get(node).forEach(date -> some.add(new NodeDay(node, date))));
        return some;
    }
}
