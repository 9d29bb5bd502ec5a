package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/** Carries day sums up the tree, level by level: a child's day is a register in its parent's sheet of that day. */
final class RollUp {

    private final ProgressStore store;
    private final Versions versions;
    private final ProgressDerivation derivation;

    RollUp(ProgressStore store, Versions versions, ProgressDerivation derivation) {
        this.store = store;
        this.versions = versions;
        this.derivation = derivation;
    }

    /** The node above, or null. */
    static Node parent(UnitPlan unit) {
        return unit == null || unit.parent() == null ? null : new Node(unit.campaign(), unit.parent());
    }

    /**
     * Brings the days of nodes to every node above them.
     *
     * @param touched takes each node above with its new version
     */
    void from(DirtyDays dirty, Map<Node, String> touched) {
        DirtyDays level = dirty;
        while (!level.isEmpty()) {
            Map<Node, UnitPlan> units = store.units(level.nodes());
            DirtyDays parents = new DirtyDays();
            register(level, units, parents);
            Set<Node> moved = takeOutMoved(level, units, parents);
            DirtyDays next = parents.isEmpty() ? parents : derivation.derive(parents, Map.of(), touched);
            for (Node child : moved) {
                next.add(child, level.of(child));
            }
            level = next;
        }
    }

    /** Writes the children's days into their parents' sheets and adds those to {@code parents}. */
    private void register(DirtyDays level, Map<Node, UnitPlan> units, DirtyDays parents) {
        Map<NodeDay, Set<String>> pending = new HashMap<>();
        for (NodeDay day : level.all()) {
            Node parent = parent(units.get(day.node()));
            if (parent != null) {
                pending.computeIfAbsent(new NodeDay(parent, day.date()), any -> new HashSet<>())
                        .add(day.node().code());
            }
        }
        pending.keySet().forEach(parents::add);
        while (!pending.isEmpty()) {
            Map<NodeDay, DaySheet> sheets = store.sheets(pending);
            Map<NodeDay, DaySum> days = store.days(childDays(pending));
            Map<NodeDay, SheetWrite> writes = new HashMap<>();
            pending.forEach((day, children) -> writes.put(day, write(sheets.get(day), day, children, days)));
            pending.keySet().retainAll(store.writeSheets(writes));
        }
    }

    private static List<NodeDay> childDays(Map<NodeDay, Set<String>> children) {
        return children.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(child -> childDay(entry.getKey(), child)))
                .toList();
    }

    private static NodeDay childDay(NodeDay parent, String child) {
        return new NodeDay(new Node(parent.node().campaign(), child), parent.date());
    }

    private SheetWrite write(DaySheet sheet, NodeDay day, Set<String> children, Map<NodeDay, DaySum> days) {
        DaySum sum = sheet == null ? DaySum.NOTHING : sheet.sum();
        Map<String, DaySum> registers = new HashMap<>();
        for (String child : children) {
            DaySum before = sheet == null ? DaySum.NOTHING : sheet.children().getOrDefault(child, DaySum.NOTHING);
            DaySum after = days.getOrDefault(childDay(day, child), DaySum.NOTHING);
            sum = DaySums.replace(sum, before, after);
            registers.put(child, after);
        }
        String version = sheet == null ? null : sheet.version();
        return new SheetWrite(version, versions.after(version), sum, Map.of(), registers);
    }

    /** A child that the plan moved while its days were written under its former parent is taken out there again. */
    private Set<Node> takeOutMoved(DirtyDays level, Map<Node, UnitPlan> units, DirtyDays parents) {
        Map<Node, UnitPlan> now = store.units(level.nodes());
        Set<Node> moved = new HashSet<>();
        for (Node child : level.nodes()) {
            Node former = parent(units.get(child));
            if (!Objects.equals(former, parent(now.get(child)))) {
                moved.add(child);
                if (former != null) {
                    takeOut(child, former, level.of(child), parents);
                }
            }
        }
        return moved;
    }

    /** Removes a child's registers from a former parent's sheets and adds those to {@code left}. */
    void takeOut(Node child, Node former, Collection<LocalDate> dates, DirtyDays left) {
        Set<NodeDay> pending = new HashSet<>();
        dates.forEach(date -> pending.add(new NodeDay(former, date)));
        pending.forEach(left::add);
        while (!pending.isEmpty()) {
            Map<NodeDay, SheetWrite> writes = new HashMap<>();
            store.sheets((Collection<NodeDay>) pending).forEach((day, sheet) -> {
                if (sheet.children().containsKey(child.code())) {
                    writes.put(day, without(sheet, child.code()));
                }
            });
            pending.retainAll(store.writeSheets(writes));
        }
    }

    private SheetWrite without(DaySheet sheet, String child) {
        Map<String, DaySum> rest = new HashMap<>(sheet.children());
        rest.remove(child);
        Map<String, DaySum> removed = new HashMap<>();
        removed.put(child, null);
        return new SheetWrite(
                sheet.version(), versions.after(sheet.version()), DaySums.ofChildren(rest.values()), Map.of(), removed);
    }
}
