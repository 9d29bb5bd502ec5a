package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;

/** What {@code audit --repair} does to a store. */
final class Repair {

    private Repair() {}

    /** Merges the registers that a count of all events has and the store has not, and derives days anew. */
    static void of(ProgressStore live, List<ActivationEvent> events, VersionGenerator versions, Set<NodeDay> days) {
        InMemoryProgressStore counted = new InMemoryProgressStore();
        new ProgressUpdater(counted, versions).apply(events);
        Map<NodeDay, DaySheet> sheets = live.sheets(counted.sheets.keySet());
        Map<NodeDay, Map<String, Register>> reports = new HashMap<>();
        counted.sheets.forEach((day, sheet) -> lacking(
                sheet.sources(), sheets.containsKey(day) ? sheets.get(day).sources() : Map.of(), day, reports));
        Map<Node, NodeProgress> progress = live.progress(counted.progress.keySet());
        Map<Node, Map<LocalDate, Register>> verifications = new HashMap<>();
        counted.progress.forEach((node, each) -> lacking(
                each.verifications(),
                progress.containsKey(node) ? progress.get(node).verifications() : Map.of(),
                node,
                verifications));
        ProgressUpdater updater = new ProgressUpdater(live, versions);
        updater.repair(reports, verifications, Set.of());
        updater.repair(Map.of(), Map.of(), days);
    }

    private static <K, R> void lacking(
            Map<R, Register> expected, Map<R, Register> stored, K document, Map<K, Map<R, Register>> lacking) {
        Map<R, Register> of = new HashMap<>(expected);
        of.entrySet().removeAll(stored.entrySet());
        if (!of.isEmpty()) {
            lacking.put(document, of);
        }
    }
}
