package vn.campaign.quota.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/** Changes day sheets: given the sheets as they were read, returns what is to be written. */
final class DaySheets {

    private final VersionGenerator versions;

    DaySheets(VersionGenerator versions) {
        this.versions = versions;
    }

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

    /** Merges registers into the sources of days; a merge that changes nothing needs no write, for it can undo no other. */
    Map<NodeDay, SheetWrite> merge(Map<NodeDay, Map<String, Register>> reports, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        reports.forEach((day, registers) -> {
            DaySheet sheet = sheets.get(day);
            Map<String, Register> sources = new HashMap<>(sheet == null ? Map.of() : sheet.sources());
            Map<String, Register> changed = new HashMap<>();
            registers.forEach((source, register) -> {
                Register merged = Registers.merge(sources.get(source), register);
                if (!merged.equals(sources.put(source, merged))) {
                    changed.put(source, merged);
                }
            });
            if (!changed.isEmpty()) {
                writes.put(day, write(sheet, DaySums.ofSources(sources.values()), changed, Map.of()));
            }
        });
        return writes;
    }

    /**
     * Sets children's registers to the children's days. It is a write also where nothing changes: the new version is what
     * makes a slower writer with an older day start again.
     *
     * @param sheets with the registers of those children at least
     * @param days the children's days, read or written after the sheets were read
     */
    Map<NodeDay, SheetWrite> register(
            Contributions contributions, Map<NodeDay, DaySheet> sheets, Map<NodeDay, DaySum> days) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        contributions.children().forEach((day, children) -> {
            DaySheet sheet = sheets.get(day);
            DaySum sum = sheet == null ? DaySum.NOTHING : sheet.sum();
            Map<String, @Nullable DaySum> registers = new HashMap<>();
            for (String child : children) {
                DaySum before =
                        sheet == null ? DaySum.NOTHING : sheet.children().getOrDefault(child, DaySum.NOTHING);
                DaySum after = days.getOrDefault(day.child(child), DaySum.NOTHING);
                sum = DaySums.replace(sum, before, after);
                registers.put(child, after);
            }
            writes.put(day, write(sheet, sum, Map.of(), registers));
        });
        return writes;
    }

    /** Removes a child's registers from the sheets of a former parent. */
    Map<NodeDay, SheetWrite> remove(String child, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        sheets.forEach((day, sheet) -> {
            Map<String, DaySum> rest = new HashMap<>(sheet.children());
            if (rest.remove(child) != null) {
                Map<String, @Nullable DaySum> removed = new HashMap<>();
                removed.put(child, null);
                writes.put(day, write(sheet, DaySums.ofChildren(rest.values()), Map.of(), removed));
            }
        });
        return writes;
    }

    private SheetWrite write(
            @Nullable DaySheet sheet,
            DaySum sum,
            Map<String, Register> sources,
            Map<String, @Nullable DaySum> children) {
        String expected = sheet == null ? null : sheet.version();
        return new SheetWrite(expected, versions.after(expected), sum, sources, children);
    }
}
