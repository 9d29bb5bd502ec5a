package vn.campaign.quota.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/**
 * Registers days with the nodes above, each again until it is written. A sheet above is read before the child's progress is read
 * or written, and that before the plan that tells which sheets are above.
 */
final class ParentRegistrar {

    private final ProgressStore store;
    private final SheetCache cache;
    private final DaySheets daySheets;

    ParentRegistrar(ProgressStore store, SheetCache cache, DaySheets daySheets) {
        this.store = store;
        this.cache = cache;
        this.daySheets = daySheets;
    }

    /**
     * Registers days; returns what must be derived above.
     *
     * @param takenOut days that were taken out of all former parents before
     */
    Level register(Derived derived, Set<NodeDay> takenOut) {
        Set<NodeDay> pending =
                Contributions.of(derived.days(), derived.units(), takenOut).unread(derived.sheetsRead());
        Map<NodeDay, DaySum> ready = new HashMap<>(derived.days());
        ready.keySet().removeAll(pending);
        Map<NodeDay, DaySheet> written = new HashMap<>();
        pending.addAll(write(Contributions.of(ready, derived.units(), takenOut), derived.sheets(), written));
        while (!pending.isEmpty()) {
            pending = readAndWrite(pending, takenOut, written);
        }
        Reads above = derived.above();
        DirtyDays dirty = DirtyDays.of(written.keySet());
        DirtyDays read = DirtyDays.of(derived.sheetsRead());
        above.progress().keySet().removeIf(node -> !read.of(node).containsAll(dirty.of(node)));
        return new Level(dirty, Map.of(), above, written);
    }

    /** Registers days as they and the plan are now; returns those that must be registered again. */
    private Set<NodeDay> readAndWrite(Set<NodeDay> days, Set<NodeDay> takenOut, Map<NodeDay, DaySheet> written) {
        DirtyDays dirty = DirtyDays.of(days);
        Set<NodeDay> above = Contributions.sheets(days, store.units(dirty.nodes()), takenOut);
        Map<NodeDay, DaySheet> sheets = cache.find(above);
        Map<Node, NodeProgress> progress = store.progress(dirty.byNode());
        Map<Node, UnitPlacement> units = store.units(dirty.nodes());
        Map<NodeDay, DaySum> sums = new HashMap<>();
        days.forEach(day -> sums.put(day, sum(progress.get(day.node()), day)));
        Set<NodeDay> again = Contributions.of(sums, units, takenOut).unread(above);
        sums.keySet().removeAll(again);
        again.addAll(write(Contributions.of(sums, units, takenOut), sheets, written));
        return again;
    }

    static DaySum sum(@Nullable NodeProgress progress, NodeDay day) {
        return progress == null ? DaySum.NOTHING : progress.days().getOrDefault(day.date(), DaySum.NOTHING);
    }

    /** Writes sheets; returns the days that contribute to those that were not written. */
    private Set<NodeDay> write(
            Contributions contributions, Map<NodeDay, DaySheet> sheets, Map<NodeDay, DaySheet> written) {
        Map<NodeDay, SheetWrite> writes = daySheets.register(contributions, sheets);
        Set<NodeDay> conflicts = store.writeSheets(writes);
        cache.written(writes, sheets, conflicts);
        writes.keySet().removeAll(conflicts);
        writes.forEach((day, write) -> written.put(day, write.sheet(day)));
        return contributions.childDays(conflicts);
    }
}
