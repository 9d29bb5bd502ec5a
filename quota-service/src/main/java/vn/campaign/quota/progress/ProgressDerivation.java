package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.Total;
import vn.campaign.contract.progress.VerifiedStep;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;

/**
 * Derives a node's progress from its day sheets.
 *
 * <p>The rule of every derived document: read it first, then its source, then compare-and-set; on a conflict do all of it
 * again. It is written also when nothing seems to change, because the new version is what makes another writer, who read
 * the document before and holds an older source, start again.
 */
final class ProgressDerivation {

    private final ProgressStore store;
    private final VersionGenerator versions;

    ProgressDerivation(ProgressStore store, VersionGenerator versions) {
        this.store = store;
        this.versions = versions;
    }

    /**
     * Derives the days and merges the verifications.
     *
     * @param known what need not be read at the first attempt
     * @param units what the plan says of the nodes, read after what is known
     * @param touched takes each node with its new version
     * @return the days that the nodes above have to be told of, as they were written
     */
    Map<NodeDay, DaySum> derive(
            DirtyDays dirty,
            Map<Node, Map<LocalDate, Register>> verifications,
            PriorReads known,
            Map<Node, UnitPlan> units,
            Map<Node, String> touched) {
        Map<NodeDay, DaySum> written = new HashMap<>();
        Set<Node> pending = dirty.nodes();
        for (PriorReads held = known; !pending.isEmpty(); held = PriorReads.NOTHING) {
            Set<Node> unknown = held.without(pending);
            Map<Node, NodeProgress> found = new HashMap<>(held.progress());
            found.putAll(PriorReads.before(store, unknown, Map.of()).progress());
            Sources sources = sources(dirty, pending, verifications, held, units, unknown);
            Map<Node, ProgressWrite> writes = new HashMap<>();
            pending.forEach(node -> writes.put(node, write(node, found.get(node), dirty.of(node), sources)));
            Set<Node> again = new HashSet<>(store.writeProgress(writes));
            writes.keySet().removeAll(again);
            again.addAll(underAnOlderPlan(writes.keySet(), found, sources));
            writes.forEach((node, write) -> {
                touched.put(node, write.progress().version());
                write.changedDays()
                        .forEach(date -> written.put(
                                new NodeDay(node, date), write.progress().days().getOrDefault(date, DaySum.NOTHING)));
            });
            pending = again;
        }
        return written;
    }

    /** What progress is derived from, all of it read after the progress itself. */
    private record Sources(
            Map<NodeDay, DaySum> sums,
            Map<Node, Map<LocalDate, Register>> verifications,
            Map<Node, UnitPlan> units,
            Map<String, CampaignHeader> headers) {}

    private Sources sources(
            DirtyDays dirty,
            Set<Node> nodes,
            Map<Node, Map<LocalDate, Register>> verifications,
            PriorReads known,
            Map<Node, UnitPlan> knownUnits,
            Set<Node> unknown) {
        Map<NodeDay, DaySum> sums = new HashMap<>(known.sums());
        sums.putAll(store.sums(dirty.of(nodes).stream()
                .filter(day -> unknown.contains(day.node()) || !known.sums().containsKey(day))
                .toList()));
        Map<Node, UnitPlan> units = new HashMap<>(knownUnits);
        units.keySet().removeAll(unknown);
        units.putAll(store.units(unknown));
        Set<String> campaigns = nodes.stream().map(Node::campaign).collect(Collectors.toSet());
        return new Sources(sums, verifications, units, store.headers(campaigns));
    }

    /**
     * The nodes that had no progress, and whose plan changed while their first was written: a recomputation under the new
     * plan may have looked before there was anything, so there was no document on which the two would have met.
     */
    private Set<Node> underAnOlderPlan(Set<Node> written, Map<Node, NodeProgress> found, Sources sources) {
        Set<Node> first = written.stream()
                .filter(node -> found.get(node).days().isEmpty()
                        && found.get(node).verifications().isEmpty())
                .collect(Collectors.toSet());
        if (first.isEmpty()) {
            return Set.of();
        }
        Map<String, CampaignHeader> headers =
                store.headers(first.stream().map(Node::campaign).collect(Collectors.toSet()));
        Map<Node, UnitPlan> units = store.units(first);
        first.removeIf(node -> Objects.equals(sources.headers().get(node.campaign()), headers.get(node.campaign()))
                && Objects.equals(sources.units().get(node), units.get(node)));
        return first;
    }

    private ProgressWrite write(Node node, NodeProgress before, SortedSet<LocalDate> dates, Sources sources) {
        CampaignHeader header = sources.headers().get(node.campaign());
        Map<LocalDate, Register> stated = sources.verifications().getOrDefault(node, Map.of());
        SortedMap<LocalDate, Register> registers = new TreeMap<>(before.verifications());
        stated.forEach((asOf, register) -> registers.merge(asOf, register, Registers::merge));

        SortedMap<LocalDate, DaySum> days = new TreeMap<>(before.days());
        UnitPlan unit = sources.units().get(node);
        dates.forEach(date -> days.put(
                date,
                judged(sources.sums().getOrDefault(new NodeDay(node, date), DaySum.NOTHING), date, unit, header)));
        SortedSet<LocalDate> changed = new TreeSet<>(dates);
        if (!registers.isEmpty() && header != null) {
            changed.addAll(registers.tailMap(dates.first()).keySet());
            step(days, new VerifiedSteps(header, unit, days).of(registers), changed);
        }
        days.values().removeIf(DaySum.NOTHING::equals);
        NodeProgress progress = new NodeProgress(
                node.campaign(),
                node.code(),
                versions.after(before.version()),
                days,
                header == null ? Map.<LocalDate, Total>of() : Totals.through(header, days),
                registers,
                days.values().stream().map(DaySum::lastReceivedAt).reduce(null, DaySums::later));
        return new ProgressWrite(before.version(), progress, changed, stated.keySet());
    }

    /** By the plan in force: a change of deadlines, or of the days on which a unit is active, derives its days anew. */
    private static DaySum judged(DaySum sum, LocalDate date, UnitPlan unit, CampaignHeader header) {
        return sum.firstReceivedAt() == null || header == null
                ? sum
                : DaySums.judged(sum, unit == null || unit.activeOn(date), header.deadline(date));
    }

    /** Sets the verified steps of the days; a report changes those of every verification on or after its date. */
    private static void step(
            SortedMap<LocalDate, DaySum> days,
            Map<LocalDate, Map<String, VerifiedStep>> steps,
            SortedSet<LocalDate> changed) {
        for (LocalDate date : changed) {
            DaySum day = days.getOrDefault(date, DaySum.NOTHING);
            days.put(date, DaySums.verified(day, steps.getOrDefault(date, Map.of())));
        }
    }
}
