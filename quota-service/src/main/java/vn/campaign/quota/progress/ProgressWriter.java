package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressDerivation.Sources;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;

/**
 * Derives and writes the progress of a level's nodes, each again until it is written. Progress is read before the plan, and
 * before the sheets that it is derived from are read or written.
 */
final class ProgressWriter {

    private final ProgressStore store;
    private final SheetCache cache;
    private final ProgressDerivation derivation;

    ProgressWriter(ProgressStore store, SheetCache cache, VersionGenerator versions) {
        this.store = store;
        this.cache = cache;
        this.derivation = new ProgressDerivation(versions);
    }

    /** @param takenOut days that were taken out of all former parents before */
    Derived derive(Level level, Set<NodeDay> takenOut) {
        Map<NodeDay, DaySum> days = new HashMap<>();
        Map<Node, UnitPlacement> units = new HashMap<>();
        Reads above = Reads.NONE;
        Set<NodeDay> sheetsAbove = Set.of();
        Map<NodeDay, DaySheet> sheets = Map.of();
        Set<Node> pending = new HashSet<>(level.days().nodes());
        Set<Node> whole = new HashSet<>(level.verifications().keySet());
        pending.stream().filter(node -> level.days().of(node).isEmpty()).forEach(whole::add);
        for (boolean first = true; !pending.isEmpty(); first = false) {
            DirtyDays dirty = level.days().only(pending);
            Reads reads = first ? level.reads() : Reads.of(store, dirty, both(whole, pending));
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
                sheetsAbove = Contributions.sheets(days(writes).keySet(), reads.units(), takenOut);
                above = Reads.of(store, DirtyDays.of(sheetsAbove), Set.of());
                sheets = cache.find(above.known(sheetsAbove));
            }
            writes.keySet().removeAll(store.writeProgress(writes));
            days.putAll(days(writes));
            writes.keySet().forEach(node -> units.put(node, reads.unit(node)));
            pending.removeAll(writes.keySet());
            pending.addAll(underAnOlderPlan(writes, reads));
        }
        return new Derived(days, units, above, sheetsAbove, sheets);
    }

    private static Map<NodeDay, DaySum> days(Map<Node, ProgressWrite> writes) {
        Map<NodeDay, DaySum> days = new HashMap<>();
        writes.forEach((node, write) -> write.days()
                .forEach((date, day) -> days.put(new NodeDay(node, date), day == null ? DaySum.NOTHING : day)));
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
        Map<String, CampaignHeader> headers = Reads.headers(store, first);
        first.removeIf(node -> reads.unit(node).equals(units.getOrDefault(node, UnitPlacement.UNKNOWN))
                && Objects.equals(reads.headers().get(node.campaign()), headers.get(node.campaign())));
        return first;
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
