package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.DaySheets.Contributions;
import vn.campaign.quota.progress.ProgressDerivation.Sources;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/**
 * Applies events and plan changes to the stored progress of units and of every node above them. It is the only class of the
 * core that reads and writes: level by level it reads, lets {@link DaySheets} and {@link ProgressDerivation} decide, writes by
 * compare-and-set, and on a conflict does all of it again. Whatever the batches, their order and their number, and however
 * many updaters run at once, the figures come out the same.
 *
 * <p>A derived document is read before its source. To save reading each source again, each document is read before the one
 * below it is <em>written</em>: a unit's progress before its sheets, a parent's sheet before its children's progress, a parent's
 * progress before its sheet. What was then written below is newer than what was read above, and is used as it is.
 */
public final class ProgressUpdater {

    private final ProgressStore store;
    private final DaySheets daySheets;
    private final ProgressDerivation derivation;

    public ProgressUpdater(ProgressStore store, VersionGenerator versions) {
        this.store = store;
        this.daySheets = new DaySheets(versions);
        this.derivation = new ProgressDerivation(versions);
    }

    /** Counts a batch; when it returns, every figure is written. */
    public BatchOutcome apply(Collection<ActivationEvent> events) {
        MergedBatch batch = MergedBatch.of(events);
        DirtyDays dirty = batch.dirtyDays();
        Map<Node, NodeProgress> progress = progress(dirty.nodes());
        Map<NodeDay, DaySheet> sheets = store.sheets(knownDays(batch.reports().keySet(), progress));
        BatchOutcome outcome = BatchOutcome.of(batch, sheets, progress);
        Map<NodeDay, DaySum> sums = mergeReports(batch.reports(), sheets);
        return outcome.touching(rollUp(new Level(dirty, progress, sums), batch.verifications()));
    }

    /** A day that progress lacks hardly ever has a sheet: a first one is written, and a conflict tells of the exception. */
    private static Set<NodeDay> knownDays(Set<NodeDay> days, Map<Node, NodeProgress> progress) {
        return days.stream()
                .filter(day -> progress.get(day.node()).days().containsKey(day.date()))
                .collect(Collectors.toSet());
    }

    /**
     * Applies a changed plan to what was already counted: takes the whole history of units out of their former parents and
     * into their present ones, and derives their figures anew.
     *
     * @param changed the units that the plan changed
     * @return every node that was touched, also where no figure changed
     */
    public Set<Node> recompute(Collection<Node> changed) {
        Map<Node, UnitPlan> units = store.units(changed);
        DirtyDays dirty = new DirtyDays();
        DirtyDays left = new DirtyDays();
        store.progress(changed).forEach((unit, found) -> {
            dirty.add(unit, found.days().keySet());
            dirty.add(unit, found.verifications().keySet());
            for (Node former : Node.formerParents(units.get(unit))) {
                left.addAll(takeOut(unit, former, found.days().keySet()));
            }
        });
        dirty.addAll(left);
        return rollUp(new Level(dirty, Map.of(), Map.of()), Map.of());
    }

    /**
     * Nodes whose progress is to be derived, with what need not be read again.
     *
     * @param progress read before any source of the days was written
     * @param sums of sheets, as they were read or written after that
     */
    private record Level(DirtyDays days, Map<Node, NodeProgress> progress, Map<NodeDay, DaySum> sums) {}

    private Set<Node> rollUp(Level lowest, Map<Node, Map<LocalDate, Register>> verifications) {
        Set<Node> touched = new LinkedHashSet<>();
        for (Level level = lowest; !level.days().isEmpty(); level = update(level, verifications)) {
            touched.addAll(level.days().nodes());
        }
        return touched;
    }

    /** Writes the progress of a level and carries its days into the sheets of the level above, which it returns. */
    private Level update(Level level, Map<Node, Map<LocalDate, Register>> verifications) {
        Map<Node, NodeProgress> progress = new HashMap<>(level.progress());
        progress.putAll(progress(without(level.days().nodes(), progress.keySet())));
        Map<Node, UnitPlan> units = store.units(level.days().nodes());
        Contributions foreseen = Contributions.of(level.days().all(), units);
        Map<NodeDay, DaySheet> sheets = store.sheets(foreseen.children());
        Map<NodeDay, DaySum> sums = new HashMap<>(level.sums());
        sums.putAll(store.sums(without(level.days().all(), sums.keySet())));
        Sources sources =
                new Sources(progress, sums, units, headers(level.days().nodes()));
        Map<NodeDay, DaySum> written = writeProgress(level.days(), verifications, sources);

        Contributions contributions = Contributions.of(written.keySet(), units);
        DirtyDays above = DirtyDays.of(contributions.children().keySet());
        Map<Node, NodeProgress> progressAbove = progress(above.nodes());
        Map<NodeDay, DaySum> sumsAbove = register(contributions, foreseen, sheets, written);
        DirtyDays moved = takeOutMoved(DirtyDays.of(written.keySet()), units);
        above.addAll(moved);
        sumsAbove.keySet().removeAll(moved.all());
        return new Level(above, progressAbove, sumsAbove);
    }

    /** Writes progress until no conflict is left; returns the days that the nodes above must take over, as written. */
    private Map<NodeDay, DaySum> writeProgress(
            DirtyDays dirty, Map<Node, Map<LocalDate, Register>> verifications, Sources first) {
        Map<NodeDay, DaySum> written = new HashMap<>();
        Sources sources = first;
        for (Set<Node> pending = dirty.nodes(); !pending.isEmpty(); ) {
            Map<Node, ProgressWrite> writes = new HashMap<>();
            for (Node node : pending) {
                Map<LocalDate, Register> stated = verifications.getOrDefault(node, Map.of());
                writes.put(node, derivation.derive(node, dirty.of(node), stated, sources));
            }
            Set<Node> again = new HashSet<>(store.writeProgress(writes));
            writes.keySet().removeAll(again);
            again.addAll(underAnOlderPlan(writes.keySet(), sources));
            writes.forEach((node, write) -> write.changedDays()
                    .forEach(date -> written.put(
                            new NodeDay(node, date), write.progress().days().getOrDefault(date, DaySum.NOTHING))));
            pending = again;
            sources = again.isEmpty() ? sources : sources(dirty, again);
        }
        return written;
    }

    private Sources sources(DirtyDays dirty, Set<Node> nodes) {
        Map<Node, NodeProgress> progress = progress(nodes);
        return new Sources(progress, store.sums(dirty.of(nodes)), store.units(nodes), headers(nodes));
    }

    /**
     * The nodes whose first progress was written while their plan changed: a recomputation under the new plan may have looked
     * before there was anything, so there was no document on which the two could conflict.
     */
    private Set<Node> underAnOlderPlan(Set<Node> written, Sources sources) {
        Set<Node> first = sources.withoutProgress();
        first.retainAll(written);
        if (first.isEmpty()) {
            return Set.of();
        }
        Map<String, CampaignHeader> headers = headers(first);
        Map<Node, UnitPlan> units = store.units(first);
        first.removeIf(node -> sources.samePlan(node, units, headers));
        return first;
    }

    /** Merges the reports into the sheets of their days; returns the sums of the days as they were read or written. */
    private Map<NodeDay, DaySum> mergeReports(
            Map<NodeDay, Map<String, Register>> reports, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, DaySum> sums = new HashMap<>();
        sheets.forEach((day, sheet) -> sums.put(day, sheet.sum()));
        Map<NodeDay, SheetWrite> writes = daySheets.merge(reports, sheets);
        // A sum read before a conflict is no source: it may lack what another writer wrote and did not live to derive.
        sums.keySet().removeAll(writes.keySet());
        sums.putAll(writeSheets(writes, conflicts -> {
            Map<NodeDay, Map<String, Register>> pending = new HashMap<>(reports);
            pending.keySet().retainAll(conflicts);
            return daySheets.merge(pending, store.sheets(conflicts));
        }));
        return sums;
    }

    /**
     * Registers the children's days in their parents' sheets; returns the sums of the sheets as written.
     *
     * @param foreseen the contributions whose sheets were read before the children's progress was written
     * @param sheets those sheets
     * @param days the children's days as they were then written
     */
    private Map<NodeDay, DaySum> register(
            Contributions contributions,
            Contributions foreseen,
            Map<NodeDay, DaySheet> sheets,
            Map<NodeDay, DaySum> days) {
        Function<Set<NodeDay>, Map<NodeDay, SheetWrite>> again = some -> {
            Contributions pending = contributions.only(some);
            Map<NodeDay, DaySheet> read = store.sheets(pending.children());
            return daySheets.register(pending, read, store.days(pending.childDays()));
        };
        Contributions ready = contributions.sameAs(foreseen);
        Map<NodeDay, SheetWrite> writes = daySheets.register(ready, sheets, days);
        Set<NodeDay> unforeseen =
                without(contributions.children().keySet(), ready.children().keySet());
        writes.putAll(unforeseen.isEmpty() ? Map.of() : again.apply(unforeseen));
        return writeSheets(writes, again);
    }

    /** Units that were moved while their days were written: takes them out of the parent they had; returns what is to derive. */
    private DirtyDays takeOutMoved(DirtyDays written, Map<Node, UnitPlan> units) {
        DirtyDays moved = new DirtyDays();
        Map<Node, Node> parents = store.parents(written.nodes());
        for (Node child : written.nodes()) {
            Node former = Node.parent(units.get(child));
            if (!Objects.equals(former, parents.get(child))) {
                moved.add(child, written.of(child));
                if (former != null) {
                    moved.addAll(takeOut(child, former, written.of(child)));
                }
            }
        }
        return moved;
    }

    /** Removes a child from a former parent's sheets; returns the days of the parent. */
    private DirtyDays takeOut(Node child, Node former, Set<LocalDate> dates) {
        DirtyDays left = DirtyDays.of(
                dates.stream().map(date -> new NodeDay(former, date)).toList());
        Function<Collection<NodeDay>, Map<NodeDay, SheetWrite>> remove =
                days -> daySheets.remove(child.code(), store.sheets(days));
        writeSheets(remove.apply(left.all()), remove::apply);
        return left;
    }

    /**
     * Writes sheets until no conflict is left.
     *
     * @param again reads the sheets that conflicted and changes them anew; those that need no change any more are left out
     * @return the sums of what was written
     */
    private Map<NodeDay, DaySum> writeSheets(
            Map<NodeDay, SheetWrite> first, Function<Set<NodeDay>, Map<NodeDay, SheetWrite>> again) {
        Map<NodeDay, DaySum> sums = new HashMap<>();
        Map<NodeDay, SheetWrite> writes = first;
        while (!writes.isEmpty()) {
            Set<NodeDay> conflicts = store.writeSheets(writes);
            writes.forEach((day, write) -> {
                if (!conflicts.contains(day)) {
                    sums.put(day, write.sum());
                }
            });
            writes = conflicts.isEmpty() ? Map.of() : again.apply(conflicts);
        }
        return sums;
    }

    /** Of every node, {@link NodeProgress#none} where there is none. */
    private Map<Node, NodeProgress> progress(Collection<Node> nodes) {
        Map<Node, NodeProgress> progress = new HashMap<>(store.progress(nodes));
        nodes.forEach(node -> progress.computeIfAbsent(node, none -> NodeProgress.none(node.campaign(), node.code())));
        return progress;
    }

    private Map<String, CampaignHeader> headers(Set<Node> nodes) {
        return store.headers(nodes.stream().map(Node::campaign).collect(Collectors.toSet()));
    }

    private static <T> Set<T> without(Collection<T> all, Set<T> some) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
