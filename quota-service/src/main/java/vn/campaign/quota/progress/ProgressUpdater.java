package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/**
 * Applies events and plan changes to the stored progress of units and of every node above them. Level by level it reads, lets
 * {@link DaySheets} and {@link ProgressDerivation} decide, writes by compare-and-set, and on a conflict does all of it again.
 * Whatever the batches, their order and their number, and however many updaters run at once, the figures come out the same.
 *
 * <p>Every document is read before its source is read again or written: a node's progress before the plan and before its sheets,
 * a parent's sheet before its child's progress. So whoever writes last has seen the newest source, and whoever saw an older
 * one has a conflict.
 */
public final class ProgressUpdater {

    /** More than any plan has; a cycle that two planners made must not stop counting. */
    private static final int MAX_LEVELS = 200;

    private final ProgressStore store;
    private final DaySheets daySheets;
    private final ProgressWriter progress;
    private final ParentRegistrar parents;

    public ProgressUpdater(ProgressStore store, VersionGenerator versions) {
        SheetCache cache = new SheetCache(store);
        this.store = store;
        this.daySheets = new DaySheets(versions);
        this.progress = new ProgressWriter(store, cache, versions);
        this.parents = new ParentRegistrar(store, cache, daySheets);
    }

    /** Counts a batch; when it returns, every figure is written. */
    public BatchOutcome apply(Collection<ActivationEvent> events) {
        MergedBatch batch = MergedBatch.of(events);
        DirtyDays dirty = batch.dirtyDays();
        Reads reads = Reads.of(store, dirty, batch.verifications().keySet());
        Map<NodeDay, DaySheet> sheets = store.sheets(reads.known(batch.reports().keySet()));
        BatchOutcome outcome = BatchOutcome.of(batch, sheets, reads.progress());
        Map<NodeDay, DaySheet> merged = merge(batch.reports(), sheets);
        return outcome.touching(rollUp(new Level(dirty, batch.verifications(), reads, merged)));
    }

    /**
     * Applies a changed plan to what was already counted: derives every day of units anew, registers it with their present
     * parents and takes it out of all former ones.
     *
     * @return every node that was touched, also where no figure changed
     */
    public Set<Node> recompute(Collection<Node> units) {
        return rollUp(new Level(DirtyDays.all(units), Map.of(), Reads.NONE, Map.of()));
    }

    /**
     * Merges registers, and derives anew what contradicts the documents that it is derived from.
     *
     * @param reports registers to merge, by unit, day and source
     * @param verifications registers to merge, by unit and as-of date
     * @param days whose sheets are summed and whose progress is derived again, children's registers included
     * @return every node that was touched
     */
    public Set<Node> repair(
            Map<NodeDay, Map<String, Register>> reports,
            Map<Node, Map<LocalDate, Register>> verifications,
            Set<NodeDay> days) {
        merge(reports, store.sheets(reports.keySet()));
        new SheetRebuild(store, daySheets).rebuild(days);
        DirtyDays dirty = DirtyDays.of(reports.keySet());
        days.forEach(day -> dirty.add(day.node(), Set.of(day.date())));
        Map<Node, Map<LocalDate, Register>> stated = new HashMap<>(verifications);
        verifications.forEach((node, registers) -> dirty.add(node, registers.keySet()));
        // Whoever states a verification, or none, is derived as a whole.
        dirty.nodes().forEach(node -> stated.putIfAbsent(node, Map.of()));
        return rollUp(new Level(dirty, stated, Reads.NONE, Map.of()));
    }

    /** Merges reports into the sheets of their days, and returns these sheets as far as they were read or written. */
    private Map<NodeDay, DaySheet> merge(Map<NodeDay, Map<String, Register>> reports, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, DaySheet> merged = new HashMap<>(sheets);
        Map<NodeDay, SheetWrite> writes = daySheets.merge(reports, sheets);
        while (!writes.isEmpty()) {
            Set<NodeDay> conflicts = store.writeSheets(writes);
            writes.forEach((day, write) -> merged.put(day, write.sheet(day)));
            merged.keySet().removeAll(conflicts);
            Map<NodeDay, Map<String, Register>> pending = new HashMap<>(reports);
            pending.keySet().retainAll(conflicts);
            Map<NodeDay, DaySheet> read = pending.isEmpty() ? Map.of() : store.sheets(conflicts);
            merged.putAll(read);
            writes = daySheets.merge(pending, read);
        }
        return merged;
    }

    private Set<Node> rollUp(Level lowest) {
        Set<Node> touched = new LinkedHashSet<>();
        Set<NodeDay> takenOut = new HashSet<>();
        Level level = lowest;
        for (int height = 0; !level.isEmpty() && height < MAX_LEVELS; height++) {
            Derived derived = progress.derive(level, takenOut);
            derived.days().keySet().forEach(day -> touched.add(day.node()));
            level = parents.register(derived, takenOut);
            takenOut.addAll(derived.days().keySet());
        }
        return touched;
    }
}
