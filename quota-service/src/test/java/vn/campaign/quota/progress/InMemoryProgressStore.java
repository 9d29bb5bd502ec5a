package vn.campaign.quota.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/** The store's promises in memory; something else may happen between any two calls of a writer. */
final class InMemoryProgressStore implements ProgressStore {

    final Map<String, CampaignHeader> headers = new HashMap<>();
    final Map<Node, UnitPlan> units = new HashMap<>();
    final Map<NodeDay, DaySheet> sheets = new HashMap<>();
    final Map<Node, NodeProgress> progress = new HashMap<>();

    /** Runs at every call, before it takes effect: another consumer, a planner, a crash. */
    Runnable meanwhile = () -> {};

    @Override
    public Map<String, CampaignHeader> headers(Collection<String> campaigns) {
        return found(headers, campaigns);
    }

    @Override
    public Map<Node, UnitPlan> units(Collection<Node> nodes) {
        return found(units, nodes);
    }

    @Override
    public Map<Node, Node> parents(Collection<Node> nodes) {
        return found(units, nodes).entrySet().stream()
                .filter(entry -> entry.getValue().parent() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Node.parent(entry.getValue())));
    }

    @Override
    public Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days) {
        return found(sheets, days);
    }

    @Override
    public Map<NodeDay, DaySheet> sheets(Map<NodeDay, Set<String>> children) {
        Map<NodeDay, DaySheet> found = found(sheets, children.keySet());
        found.replaceAll((day, sheet) -> projected(sheet, children.get(day)));
        return found;
    }

    private static DaySheet projected(DaySheet sheet, Set<String> children) {
        Map<String, DaySum> kept = new HashMap<>(sheet.children());
        kept.keySet().retainAll(children);
        return new DaySheet(null, null, null, sheet.version(), sheet.sum(), null, null, kept);
    }

    @Override
    public Map<NodeDay, DaySum> sums(Collection<NodeDay> days) {
        return found(sheets, days).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    @Override
    public Map<Node, NodeProgress> progress(Collection<Node> nodes) {
        return found(progress, nodes);
    }

    @Override
    public Map<NodeDay, DaySum> days(Collection<NodeDay> days) {
        meanwhile.run();
        Map<NodeDay, DaySum> found = new HashMap<>();
        for (NodeDay day : days) {
            NodeProgress of = progress.get(day.node());
            if (of != null && of.days().containsKey(day.date())) {
                found.put(day, of.days().get(day.date()));
            }
        }
        return found;
    }

    @Override
    public Set<NodeDay> writeSheets(Map<NodeDay, SheetWrite> writes) {
        return conflicts(writes, (day, write) -> {
            DaySheet before = sheets.get(day);
            if (!Objects.equals(before == null ? null : before.version(), write.expected())) {
                return false;
            }
            Map<String, Register> sources = new HashMap<>(before == null ? Map.of() : before.sources());
            sources.putAll(write.sources());
            Map<String, DaySum> children = new HashMap<>(before == null ? Map.of() : before.children());
            write.children().forEach((child, sum) -> children.compute(child, (code, old) -> sum));
            sheets.put(
                    day,
                    new DaySheet(
                            day.node().campaign(),
                            day.node().code(),
                            day.date(),
                            write.version(),
                            write.sum(),
                            null,
                            sources,
                            children));
            return true;
        });
    }

    @Override
    public Set<Node> writeProgress(Map<Node, ProgressWrite> writes) {
        return conflicts(writes, (node, write) -> {
            NodeProgress before = progress.get(node);
            if (!Objects.equals(before == null ? null : before.version(), write.expected())) {
                return false;
            }
            progress.put(node, write.progress());
            return true;
        });
    }

    private <K, W> Set<K> conflicts(Map<K, W> writes, BiPredicate<K, W> write) {
        Set<K> conflicts = new HashSet<>();
        writes.forEach((key, value) -> {
            meanwhile.run();
            if (!write.test(key, value)) {
                conflicts.add(key);
            }
        });
        return conflicts;
    }

    private <K, V> Map<K, V> found(Map<K, V> documents, Collection<K> keys) {
        meanwhile.run();
        Map<K, V> found = new HashMap<>();
        keys.forEach(key -> documents.computeIfPresent(key, (same, document) -> {
            found.put(key, document);
            return document;
        }));
        return found;
    }
}
