package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
    private final Versions versions;

    ProgressDerivation(ProgressStore store, Versions versions) {
        this.store = store;
        this.versions = versions;
    }

    /**
     * Derives the days and merges the verifications.
     *
     * @param touched takes each node with its new version
     * @return the days that the nodes above have to be told of
     */
    DirtyDays derive(DirtyDays dirty, Map<Node, Map<LocalDate, Register>> verifications, Map<Node, String> touched) {
        DirtyDays above = new DirtyDays();
        while (!dirty.isEmpty()) {
            Map<Node, NodeProgress> found = store.progress(dirty.nodes());
            Sources sources = sources(dirty, found, verifications);
            Map<Node, ProgressWrite> writes = new HashMap<>();
            for (Node node : dirty.nodes()) {
                NodeProgress before = found.getOrDefault(node, NodeProgress.none(node.campaign(), node.code()));
                writes.put(node, write(node, before, dirty.of(node), sources));
            }
            Set<Node> conflicts = store.writeProgress(writes);
            writes.keySet().removeAll(conflicts);
            writes.forEach((node, write) -> {
                touched.put(node, write.progress().version());
                above.add(node, write.changedDays());
            });
            dirty.keepOnly(conflicts);
        }
        return above;
    }

    /** What progress is derived from, all of it read after the progress itself. */
    private record Sources(
            Map<NodeDay, DaySum> sums,
            Map<Node, Map<LocalDate, Register>> verifications,
            Map<Node, UnitPlan> verifiedUnits,
            Map<String, CampaignHeader> headers) {}

    private Sources sources(
            DirtyDays dirty, Map<Node, NodeProgress> found, Map<Node, Map<LocalDate, Register>> verifications) {
        Set<Node> verified = new HashSet<>(verifications.keySet());
        verified.retainAll(dirty.nodes());
        found.forEach((node, progress) -> {
            if (!progress.verifications().isEmpty()) {
                verified.add(node);
            }
        });
        Set<String> campaigns = dirty.nodes().stream().map(Node::campaign).collect(Collectors.toSet());
        return new Sources(
                store.sums(dirty.all()),
                verifications,
                verified.isEmpty() ? Map.of() : store.units(verified),
                store.headers(campaigns));
    }

    private ProgressWrite write(Node node, NodeProgress before, SortedSet<LocalDate> dates, Sources sources) {
        CampaignHeader header = sources.headers().get(node.campaign());
        Map<LocalDate, Register> stated = sources.verifications().getOrDefault(node, Map.of());
        SortedMap<LocalDate, Register> registers = new TreeMap<>(before.verifications());
        stated.forEach((asOf, register) -> registers.merge(asOf, register, Registers::merge));

        SortedMap<LocalDate, DaySum> days = new TreeMap<>(before.days());
        dates.forEach(date -> days.put(date, sources.sums().getOrDefault(new NodeDay(node, date), DaySum.NOTHING)));
        SortedSet<LocalDate> changed = new TreeSet<>(dates);
        if (!registers.isEmpty() && header != null) {
            changed.addAll(registers.tailMap(dates.first()).keySet());
            step(days, new VerifiedSteps(header, sources.verifiedUnits().get(node), days).of(registers), changed);
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

    /** Sets the verified steps of the days; a report changes those of every verification on or after its date. */
    private static void step(
            SortedMap<LocalDate, DaySum> days,
            Map<LocalDate, Map<String, VerifiedStep>> steps,
            SortedSet<LocalDate> changed) {
        for (LocalDate date : changed) {
            DaySum day = days.getOrDefault(date, DaySum.NOTHING);
            days.put(
                    date,
                    new DaySum(day.counts(), day.reported(), day.lastReceivedAt(), steps.getOrDefault(date, Map.of())));
        }
    }
}
