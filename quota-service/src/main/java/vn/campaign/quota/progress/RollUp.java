package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/**
 * Carries day sums up the tree, level by level: a child's day is a register in its parent's sheet of that day.
 *
 * <p>Each document is read before the one below it is written: a parent's sheet before its children's progress, a parent's
 * progress before its sheet. What was written below is then newer than what was read above, and need not be read again
 * unless a conflict says that somebody else was there.
 */
final class RollUp {

    private final ProgressStore store;
    private final VersionGenerator versions;
    private final ProgressDerivation derivation;

    RollUp(ProgressStore store, VersionGenerator versions) {
        this.store = store;
        this.versions = versions;
        this.derivation = new ProgressDerivation(store, versions);
    }

    /** The node above, or null. */
    static Node parent(UnitPlan unit) {
        return unit == null || unit.parent() == null ? null : new Node(unit.campaign(), unit.parent());
    }

    /**
     * Derives the progress of nodes, and brings their days to every node above them.
     *
     * @param known of these nodes
     * @return each of these nodes and those above with its new version
     */
    Map<Node, String> from(DirtyDays dirty, Map<Node, Map<LocalDate, Register>> verifications, PriorReads known) {
        Map<Node, String> touched = new LinkedHashMap<>();
        DirtyDays level = dirty;
        PriorReads levelKnown = known;
        while (!level.isEmpty()) {
            Map<Node, UnitPlan> units = store.units(level.nodes());
            Map<NodeDay, Set<String>> ahead = contributions(level.all(), units);
            Map<NodeDay, DaySheet> sheets = store.sheets(ahead);
            Map<NodeDay, DaySum> days = derivation.derive(level, verifications, levelKnown, units, touched);

            Map<NodeDay, Set<String>> contributions = contributions(days.keySet(), units);
            DirtyDays next = new DirtyDays();
            contributions.keySet().forEach(next::add);
            levelKnown = PriorReads.before(store, next.nodes(), new HashMap<>());
            ahead.entrySet().retainAll(contributions.entrySet());
            register(contributions, ahead, sheets, days, levelKnown.sums());
            takeOutMoved(days.keySet(), units, next, levelKnown.sums());
            level = next;
        }
        return touched;
    }

    /** The children that contribute to each day of the nodes above. */
    private static Map<NodeDay, Set<String>> contributions(Collection<NodeDay> days, Map<Node, UnitPlan> units) {
        Map<NodeDay, Set<String>> contributions = new HashMap<>();
        for (NodeDay day : days) {
            Node parent = parent(units.get(day.node()));
            if (parent != null) {
                contributions
                        .computeIfAbsent(new NodeDay(parent, day.date()), any -> new HashSet<>())
                        .add(day.node().code());
            }
        }
        return contributions;
    }

    /**
     * Writes the children's days into their parents' sheets.
     *
     * @param ahead the contributions whose sheets were read before the children's progress was written
     * @param sheets those sheets
     * @param days the children's days as they were then written
     * @param sums takes the parents' days as they are written
     */
    private void register(
            Map<NodeDay, Set<String>> contributions,
            Map<NodeDay, Set<String>> ahead,
            Map<NodeDay, DaySheet> sheets,
            Map<NodeDay, DaySum> days,
            Map<NodeDay, DaySum> sums) {
        Map<NodeDay, Set<String>> pending = new HashMap<>(contributions);
        pending.keySet().removeAll(registerOnce(ahead, sheets, days, sums));
        while (!pending.isEmpty()) {
            Map<NodeDay, DaySheet> found = store.sheets(pending);
            pending.keySet().removeAll(registerOnce(pending, found, store.days(childDays(pending)), sums));
        }
    }

    /** Returns the days that were written; of the others another version was found. */
    private Set<NodeDay> registerOnce(
            Map<NodeDay, Set<String>> contributions,
            Map<NodeDay, DaySheet> sheets,
            Map<NodeDay, DaySum> days,
            Map<NodeDay, DaySum> sums) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        contributions.forEach((day, children) -> writes.put(day, write(sheets.get(day), day, children, days)));
        writes.keySet().removeAll(store.writeSheets(writes));
        writes.forEach((day, write) -> sums.put(day, write.sum()));
        return writes.keySet();
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
    private void takeOutMoved(Set<NodeDay> days, Map<Node, UnitPlan> units, DirtyDays next, Map<NodeDay, DaySum> sums) {
        DirtyDays written = new DirtyDays();
        days.forEach(written::add);
        Map<Node, Node> now = store.parents(written.nodes());
        DirtyDays left = new DirtyDays();
        for (Node child : written.nodes()) {
            Node former = parent(units.get(child));
            if (!Objects.equals(former, now.get(child))) {
                next.add(child, written.of(child));
                if (former != null) {
                    takeOut(child, former, written.of(child), left);
                }
            }
        }
        left.all().forEach(next::add);
        left.all().forEach(sums::remove);
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
