package vn.campaign.quota.progress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/**
 * Brings events into the figures of their units and of every node above. Whoever calls it with whatever batches, in
 * whatever order, however often and however many at once, the figures come out the same.
 */
public final class ProgressUpdater {

    private final ProgressStore store;
    private final VersionGenerator versions;
    private final RollUp rollUp;

    public ProgressUpdater(ProgressStore store, VersionGenerator versions) {
        this.store = store;
        this.versions = versions;
        this.rollUp = new RollUp(store, versions);
    }

    /** Counts a batch; when it returns, every figure is written. */
    public BatchOutcome apply(Collection<ActivationEvent> events) {
        MergedBatch merged = MergedBatch.of(events);
        DirtyDays dirty = new DirtyDays();
        merged.reports().keySet().forEach(dirty::add);
        merged.verifications().forEach((unit, registers) -> dirty.add(unit, registers.keySet()));
        PriorReads known = PriorReads.before(store, dirty.nodes(), new HashMap<>());
        Map<NodeDay, DaySheet> sheets = store.sheets(counted(merged.reports().keySet(), known.progress()));
        Tally tally = new Tally(merged, sheets, known.progress());
        mergeSheets(merged.reports(), sheets, known.sums());
        return tally.counted(merged, rollUp.from(dirty, merged.verifications(), known));
    }

    /** Days of which progress tells nothing hardly ever have a sheet: to write a first one is how the rest are found out. */
    private static Set<NodeDay> counted(Set<NodeDay> days, Map<Node, NodeProgress> progress) {
        return days.stream()
                .filter(day -> progress.get(day.node()).days().containsKey(day.date()))
                .collect(Collectors.toSet());
    }

    /**
     * Brings a changed plan to what was already counted: takes the whole history of units out of their former parents
     * and into their present ones, and derives their figures anew.
     *
     * @param formerParents the units that the plan changed, each with the parents it may still be counted under
     * @return every node that was touched, also where nothing changed, with the version of its progress
     */
    public Map<Node, String> recompute(Map<Node, Set<Node>> formerParents) {
        Map<Node, UnitPlan> units = store.units(formerParents.keySet());
        Map<Node, NodeProgress> progress = store.progress(formerParents.keySet());
        DirtyDays dirty = new DirtyDays();
        DirtyDays left = new DirtyDays();
        progress.forEach((unit, found) -> {
            dirty.add(unit, found.days().keySet());
            dirty.add(unit, found.verifications().keySet());
            for (Node former : formerParents.get(unit)) {
                if (!former.equals(RollUp.parent(units.get(unit)))) {
                    rollUp.takeOut(unit, former, found.days().keySet(), left);
                }
            }
        });
        left.all().forEach(dirty::add);
        return rollUp.from(dirty, Map.of(), PriorReads.NOTHING);
    }

    /**
     * Merges the sources' registers; a merge that changes nothing writes nothing, for it can undo no other.
     *
     * @param sheets as they are stored
     * @param sums takes the sum of each day as it then stands
     */
    private void mergeSheets(
            Map<NodeDay, Map<String, Register>> reports, Map<NodeDay, DaySheet> sheets, Map<NodeDay, DaySum> sums) {
        Map<NodeDay, Map<String, Register>> pending = new HashMap<>(reports);
        pending.keySet().retainAll(mergeOnce(pending, sheets, sums));
        while (!pending.isEmpty()) {
            pending.keySet().retainAll(mergeOnce(pending, store.sheets(pending.keySet()), sums));
        }
    }

    /** Returns the days of which another version was found, and which were not written. */
    private Set<NodeDay> mergeOnce(
            Map<NodeDay, Map<String, Register>> reports, Map<NodeDay, DaySheet> sheets, Map<NodeDay, DaySum> sums) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        reports.forEach((day, registers) -> {
            DaySheet sheet = sheets.get(day);
            Map<String, Register> sources = sheet == null ? Map.of() : sheet.sources();
            Map<String, Register> changed = merge(sources, registers);
            if (changed.isEmpty()) {
                sums.put(day, sheet.sum());
            } else {
                SheetWrite write = write(sheet, sources, changed);
                writes.put(day, write);
                sums.put(day, write.sum());
            }
        });
        return store.writeSheets(writes);
    }

    private static Map<String, Register> merge(Map<String, Register> sources, Map<String, Register> registers) {
        return registers.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), Registers.merge(sources.get(entry.getKey()), entry.getValue())))
                .filter(entry -> !entry.getValue().equals(sources.get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private SheetWrite write(DaySheet sheet, Map<String, Register> sources, Map<String, Register> changed) {
        Map<String, Register> all = new HashMap<>(sources);
        all.putAll(changed);
        List<Register> registers = new ArrayList<>(all.values());
        String version = sheet == null ? null : sheet.version();
        return new SheetWrite(version, versions.after(version), DaySums.ofSources(registers), changed, Map.of());
    }
}
