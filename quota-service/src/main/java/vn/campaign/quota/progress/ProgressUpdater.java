package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.DaySheets.Registration;
import vn.campaign.quota.progress.ProgressDerivation.Sources;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/**
 * Applies events and plan changes to the stored progress of units and of every node above them. It is the only class of the
 * core that reads and writes: level by level it reads, lets {@link DaySheets} and {@link ProgressDerivation} decide, writes by
 * compare-and-set, and on a conflict does all of it again. Whatever the batches, their order and their number, and however
 * many updaters run at once, the figures come out the same.
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
        Reads reads = read(dirty, batch.verifications().keySet());
        Map<NodeDay, DaySheet> sheets = store.sheets(known(batch.reports().keySet(), reads.progress()));
        BatchOutcome outcome = BatchOutcome.of(batch, sheets, reads.progress());
        Map<NodeDay, DaySheet> merged = merge(batch.reports(), sheets);
        return outcome.touching(rollUp(new Level(dirty, batch.verifications(), reads, merged)));
    }

    /** A day that progress lacks hardly ever has a sheet: a first one is written, and a conflict tells of the exception. */
    private static Set<NodeDay> known(Set<NodeDay> days, Map<Node, NodeProgress> progress) {
        return days.stream()
                .filter(day -> progress.get(day.node()).days().containsKey(day.date()))
                .collect(Collectors.toSet());
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
        rebuild(days);
        DirtyDays dirty = DirtyDays.of(reports.keySet());
        days.forEach(day -> dirty.add(day.node(), Set.of(day.date())));
        Map<Node, Map<LocalDate, Register>> stated = new HashMap<>(verifications);
        verifications.forEach((node, registers) -> dirty.add(node, registers.keySet()));
        // Whoever states a verification, or none, is derived as a whole.
        dirty.nodes().forEach(node -> stated.putIfAbsent(node, Map.of()));
        return rollUp(new Level(dirty, stated, Reads.NONE, Map.of()));
    }

    /** Sets every child's register of sheets to that child's day, or removes it where the plan places the child elsewhere. */
    private void rebuild(Set<NodeDay> days) {
        Set<NodeDay> pending = days;
        while (!pending.isEmpty()) {
            Map<NodeDay, DaySheet> sheets = store.sheets(pending);
            DirtyDays childDays = new DirtyDays(new HashMap<>());
            sheets.forEach((day, sheet) -> sheet.children()
                    .keySet()
                    .forEach(child -> childDays.add(day.of(child).node(), Set.of(day.date()))));
            Map<Node, NodeProgress> progress = store.progress(childDays.byNode());
            Map<Node, UnitPlacement> units = store.units(childDays.nodes());
            Map<NodeDay, Map<String, @Nullable DaySum>> contributions = new HashMap<>();
            sheets.forEach((day, sheet) -> {
                Map<String, @Nullable DaySum> children = new HashMap<>();
                for (String code : sheet.children().keySet()) {
                    Node child = day.of(code).node();
                    boolean present = day.node()
                            .code()
                            .equals(units.getOrDefault(child, UnitPlacement.UNKNOWN)
                                    .parent());
                    children.put(code, present ? day(progress.get(child), day.date()) : null);
                }
                contributions.put(day, children);
            });
            pending = store.writeSheets(daySheets
                    .register(new Contributions(contributions), sheets, sheets.keySet())
                    .writes());
        }
    }

    private static DaySum day(@Nullable NodeProgress progress, LocalDate date) {
        return progress == null ? DaySum.NOTHING : orNothing(progress.days().get(date));
    }

    /**
     * Nodes whose progress must be derived.
     *
     * @param verifications to merge
     * @param reads what was read of them before {@code sheets} were written
     * @param sheets their sheets, as they were written
     */
    private record Level(
            DirtyDays days,
            Map<Node, Map<LocalDate, Register>> verifications,
            Reads reads,
            Map<NodeDay, DaySheet> sheets) {}

    /** What was read of nodes, in this order. */
    private record Reads(
            Map<Node, NodeProgress> progress, Map<Node, UnitPlacement> units, Map<String, CampaignHeader> headers) {

        private static final Reads NONE = new Reads(Map.of(), Map.of(), Map.of());

        UnitPlacement unit(Node node) {
            return units.getOrDefault(node, UnitPlacement.UNKNOWN);
        }
    }

    private Reads read(DirtyDays days, Set<Node> whole) {
        return new Reads(progress(days, whole), store.units(days.nodes()), headers(days.nodes()));
    }

    /** Progress with the dirty days, and with the days of all verifications that these may move. */
    private Map<Node, NodeProgress> progress(DirtyDays days, Set<Node> whole) {
        Map<Node, NodeProgress> progress = new HashMap<>();
        days.nodes().forEach(node -> progress.put(node, NodeProgress.none(node.campaign(), node.code())));
        progress.putAll(store.progress(whole));
        Map<Node, SortedSet<LocalDate>> wanted = new HashMap<>(days.byNode());
        wanted.keySet().removeAll(whole);
        while (!wanted.isEmpty()) {
            Map<Node, SortedSet<LocalDate>> again = new HashMap<>();
            for (NodeProgress read : store.progress(wanted).values()) {
                Node node = new Node(read.campaign(), read.node());
                progress.put(node, read);
                SortedSet<LocalDate> dates = new TreeSet<>(wanted.get(node));
                if (dates.addAll(read.verifications().tailMap(dates.first()).keySet())) {
                    again.put(node, dates);
                }
            }
            wanted = again;
        }
        return progress;
    }

    private Map<String, CampaignHeader> headers(Set<Node> nodes) {
        return store.headers(nodes.stream().map(Node::campaign).collect(Collectors.toSet()));
    }

    /** Merges reports into the sheets of their days, and returns these sheets as far as they were read or written. */
    private Map<NodeDay, DaySheet> merge(Map<NodeDay, Map<String, Register>> reports, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, DaySheet> merged = new HashMap<>(sheets);
        Map<NodeDay, SheetWrite> writes = daySheets.merge(reports, sheets);
        while (!writes.isEmpty()) {
            Set<NodeDay> conflicts = store.writeSheets(writes);
            writes.forEach((day, write) -> merged.put(day, sheet(day, write)));
            merged.keySet().removeAll(conflicts);
            Map<NodeDay, Map<String, Register>> pending = new HashMap<>(reports);
            pending.keySet().retainAll(conflicts);
            Map<NodeDay, DaySheet> read = pending.isEmpty() ? Map.of() : store.sheets(conflicts);
            merged.putAll(read);
            writes = daySheets.merge(pending, read);
        }
        return merged;
    }

    private static DaySheet sheet(NodeDay day, SheetWrite write) {
        Node node = day.node();
        return new DaySheet(
                node.campaign(), node.code(), day.date(), write.version(), write.sum(), write.ownSum(), null, null);
    }

    private Set<Node> rollUp(Level lowest) {
        Set<Node> touched = new LinkedHashSet<>();
        Set<NodeDay> takenOut = new HashSet<>();
        Level level = lowest;
        for (int height = 0; !level.days().isEmpty() && height < MAX_LEVELS; height++) {
            Derived derived = derive(level, takenOut);
            derived.days().keySet().forEach(day -> touched.add(day.node()));
            level = register(derived, takenOut);
            takenOut.addAll(derived.days().keySet());
        }
        return touched;
    }

    /**
     * Days of progress as they were written.
     *
     * @param units the plan that they were derived by
     * @param above sheets above, as they were read before that
     * @param registers which registers of these sheets were read
     */
    private record Derived(
            Map<NodeDay, DaySum> days,
            Map<Node, UnitPlacement> units,
            Map<NodeDay, DaySheet> above,
            Map<NodeDay, Set<String>> registers) {}

    private Derived derive(Level level, Set<NodeDay> takenOut) {
        Derived derived = new Derived(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        Set<Node> pending = new HashSet<>(level.days().nodes());
        Set<Node> whole = new HashSet<>(level.verifications().keySet());
        pending.stream().filter(node -> level.days().of(node).isEmpty()).forEach(whole::add);
        for (boolean first = true; !pending.isEmpty(); first = false) {
            DirtyDays dirty = level.days().only(pending);
            Reads reads = first ? level.reads() : read(dirty, both(whole, pending));
            Map<Node, Sources> sources = sources(dirty, whole, reads, first ? level.sheets() : Map.of());
            Map<Node, ProgressWrite> writes = new HashMap<>();
            sources.forEach((node, of) -> {
                if (of.before().version() == null && of.dirty().isEmpty()) {
                    pending.remove(node);
                } else if (of.incomplete()) {
                    whole.add(node);
                } else {
                    Map<LocalDate, Register> stated = level.verifications().getOrDefault(node, Map.of());
                    writes.put(node, derivation.derive(stated, of));
                }
            });
            if (first) {
                derived.registers().putAll(Contributions.registers(days(writes).keySet(), reads.units(), takenOut));
                derived.above().putAll(store.sheets(derived.registers()));
            }
            writes.keySet().removeAll(store.writeProgress(writes));
            derived.days().putAll(days(writes));
            writes.keySet().forEach(node -> derived.units().put(node, reads.unit(node)));
            pending.removeAll(writes.keySet());
            pending.addAll(underAnOlderPlan(writes, reads));
        }
        return derived;
    }

    private static Map<NodeDay, DaySum> days(Map<Node, ProgressWrite> writes) {
        Map<NodeDay, DaySum> days = new HashMap<>();
        writes.forEach((node, write) ->
                write.days().forEach((date, day) -> days.put(new NodeDay(node, date), orNothing(day))));
        return days;
    }

    private Map<Node, Sources> sources(DirtyDays dirty, Set<Node> whole, Reads reads, Map<NodeDay, DaySheet> written) {
        DirtyDays needed = new DirtyDays(new HashMap<>());
        for (Node node : both(dirty.nodes(), reads.progress().keySet())) {
            NodeProgress before = reads.progress().get(node);
            needed.add(node, dirty.of(node));
            if (whole.contains(node)) {
                needed.add(node, before.days().keySet());
                needed.add(node, before.verifications().keySet());
            }
        }
        Map<NodeDay, DaySheet> sheets = new HashMap<>(written);
        sheets.putAll(store.sums(
                needed.days().stream().filter(day -> !written.containsKey(day)).toList()));
        Map<Node, Sources> sources = new HashMap<>();
        needed.byNode().forEach((node, dates) -> {
            Map<LocalDate, DaySheet> byDate = new HashMap<>();
            for (LocalDate date : dates) {
                DaySheet sheet = sheets.get(new NodeDay(node, date));
                if (sheet != null) {
                    byDate.put(date, sheet);
                }
            }
            sources.put(
                    node,
                    new Sources(
                            dirty.of(node).isEmpty() ? dates : dirty.of(node),
                            reads.progress().get(node),
                            whole.contains(node),
                            byDate,
                            reads.unit(node),
                            reads.headers().get(node.campaign())));
        });
        return sources;
    }

    /**
     * The written nodes that had no progress before and whose plan has changed since it was read. Whoever changed the plan found
     * nothing of them to recompute, so that it is done here.
     */
    private Set<Node> underAnOlderPlan(Map<Node, ProgressWrite> written, Reads reads) {
        Set<Node> first = written.keySet().stream()
                .filter(node -> written.get(node).expected() == null)
                .collect(Collectors.toSet());
        if (first.isEmpty()) {
            return first;
        }
        Map<Node, UnitPlacement> units = store.units(first);
        Map<String, CampaignHeader> headers = headers(first);
        first.removeIf(node -> reads.unit(node).equals(units.getOrDefault(node, UnitPlacement.UNKNOWN))
                && Objects.equals(reads.headers().get(node.campaign()), headers.get(node.campaign())));
        return first;
    }

    /** Registers days with the nodes above; returns what must be derived there. */
    private Level register(Derived derived, Set<NodeDay> takenOut) {
        Contributions expected = Contributions.of(derived.days(), derived.units(), takenOut);
        DirtyDays foreseen = DirtyDays.of(expected.children().keySet());
        Reads readsAbove = read(foreseen, Set.of());

        Set<NodeDay> pending = expected.unread(derived.registers());
        Map<NodeDay, DaySum> ready = new HashMap<>(derived.days());
        ready.keySet().removeAll(pending);
        Attempt attempt = register(Contributions.of(ready, derived.units(), takenOut), derived.above(), Set.of());
        pending.addAll(attempt.failed());
        Map<NodeDay, DaySheet> written = new HashMap<>(attempt.written());
        Set<NodeDay> whole = new HashSet<>(attempt.incomplete());
        while (!pending.isEmpty()) {
            DirtyDays dirty = DirtyDays.of(pending);
            Map<NodeDay, Set<String>> registers =
                    Contributions.registers(pending, store.units(dirty.nodes()), takenOut);
            Map<NodeDay, DaySheet> sheets = sheets(registers, whole);
            Map<Node, NodeProgress> progress = store.progress(dirty.byNode());
            Map<Node, UnitPlacement> units = store.units(dirty.nodes());
            Map<NodeDay, DaySum> days = new HashMap<>();
            pending.forEach(day -> days.put(day, day(progress.get(day.node()), day.date())));
            Set<NodeDay> moved = Contributions.of(days, units, takenOut).unread(registers);
            days.keySet().removeAll(moved);
            attempt = register(Contributions.of(days, units, takenOut), sheets, whole);
            written.putAll(attempt.written());
            whole.addAll(attempt.incomplete());
            pending = new HashSet<>(moved);
            pending.addAll(attempt.failed());
        }
        DirtyDays above = DirtyDays.of(written.keySet());
        readsAbove.progress().keySet().removeIf(node -> !foreseen.of(node).containsAll(above.of(node)));
        return new Level(above, Map.of(), readsAbove, written);
    }

    /**
     * An attempt to register days.
     *
     * @param written the sheets that were written
     * @param failed the days whose sheets were not
     * @param incomplete days of sheets that must be read with all children
     */
    private record Attempt(Map<NodeDay, DaySheet> written, Set<NodeDay> failed, Set<NodeDay> incomplete) {}

    private Attempt register(Contributions contributions, Map<NodeDay, DaySheet> sheets, Set<NodeDay> whole) {
        Registration registration = daySheets.register(contributions, sheets, whole);
        Set<NodeDay> failed = new HashSet<>(store.writeSheets(registration.writes()));
        Map<NodeDay, DaySheet> written = new HashMap<>();
        registration.writes().forEach((day, write) -> {
            if (!failed.contains(day)) {
                written.put(day, sheet(day, write));
            }
        });
        failed.addAll(registration.incomplete());
        return new Attempt(written, contributions.childDays(failed), registration.incomplete());
    }

    private Map<NodeDay, DaySheet> sheets(Map<NodeDay, Set<String>> registers, Set<NodeDay> whole) {
        Map<NodeDay, DaySheet> sheets = new HashMap<>(store.sheets(both(registers.keySet(), whole)));
        Map<NodeDay, Set<String>> some = new HashMap<>(registers);
        some.keySet().removeAll(whole);
        sheets.putAll(store.sheets(some));
        return sheets;
    }

    private static DaySum orNothing(@Nullable DaySum day) {
        return day == null ? DaySum.NOTHING : day;
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
