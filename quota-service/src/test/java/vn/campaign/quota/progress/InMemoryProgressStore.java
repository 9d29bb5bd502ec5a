package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;

/** The store's promises in memory: a read returns the named fields alone, a write changes the named fields alone. */
final class InMemoryProgressStore implements ProgressStore {

    final Map<String, CampaignHeader> headers = new HashMap<>();
    final Map<Node, UnitPlan> units = new HashMap<>();
    final Map<NodeDay, DaySheet> sheets = new HashMap<>();
    final Map<Node, NodeProgress> progress = new HashMap<>();

    /** Copies everything; the result puts the copy back. */
    Runnable copy() {
        Runnable[] copies = {copy(headers), copy(units), copy(sheets), copy(progress)};
        return () -> List.of(copies).forEach(Runnable::run);
    }

    private static <K, V> Runnable copy(Map<K, V> documents) {
        Map<K, V> copy = Map.copyOf(documents);
        return () -> {
            documents.clear();
            documents.putAll(copy);
        };
    }

    @Override
    public Map<String, CampaignHeader> headers(Collection<String> campaigns) {
        return found(headers, campaigns, header -> header);
    }

    @Override
    public Map<Node, UnitPlacement> units(Collection<Node> nodes) {
        return found(
                units,
                nodes,
                unit -> new UnitPlacement(
                        unit.parent(), unit.formerParents(), unit.activeFrom(), unit.retiredFrom(), unit.baselines()));
    }

    @Override
    public Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days) {
        return found(sheets, days, sheet -> sheet);
    }

    @Override
    public Map<NodeDay, DaySheet> sums(Collection<NodeDay> days) {
        return found(sheets, days, InMemoryProgressStore::sum);
    }

    private static DaySheet sum(DaySheet sheet) {
        return new DaySheet(
                sheet.campaign(), sheet.node(), sheet.date(), sheet.version(), sheet.sum(), sheet.ownSum(), null, null);
    }

    @Override
    public Map<Node, NodeProgress> progress(Collection<Node> nodes) {
        return found(progress, nodes, each -> each);
    }

    @Override
    public Map<Node, NodeProgress> progress(Map<Node, ? extends Collection<LocalDate>> days) {
        Map<Node, NodeProgress> found = new HashMap<>();
        days.forEach((node, dates) -> found.putAll(found(progress, Set.of(node), whole -> {
            TreeMap<LocalDate, DaySum> kept = new TreeMap<>(whole.days());
            kept.keySet().retainAll(dates);
            return new NodeProgress(
                    whole.campaign(), whole.node(), whole.version(), whole.inner(), kept, whole.verifications());
        })));
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
            set(sources, write.sources());
            Map<String, DaySum> children = new HashMap<>(before == null ? Map.of() : before.children());
            set(children, write.children());
            DaySum own = write.ownSum() != null || before == null ? write.ownSum() : before.ownSum();
            Node node = day.node();
            sheets.put(
                    day,
                    new DaySheet(
                            node.campaign(),
                            node.code(),
                            day.date(),
                            write.version(),
                            write.sum(),
                            own,
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
            TreeMap<LocalDate, DaySum> days = new TreeMap<>(before == null ? Map.of() : before.days());
            set(days, write.days());
            TreeMap<LocalDate, Register> verifications =
                    new TreeMap<>(before == null ? Map.of() : before.verifications());
            verifications.putAll(write.verifications());
            Boolean inner = write.inner() ? Boolean.TRUE : before == null ? null : before.inner();
            progress.put(
                    node, new NodeProgress(node.campaign(), node.code(), write.version(), inner, days, verifications));
            return true;
        });
    }

    private static <K, V> void set(Map<K, V> fields, Map<K, V> changes) {
        changes.forEach((field, value) -> {
            if (value == null) {
                fields.remove(field);
            } else {
                fields.put(field, value);
            }
        });
    }

    private static <K, W> Set<K> conflicts(Map<K, W> writes, BiPredicate<K, W> write) {
        Set<K> conflicts = new HashSet<>();
        writes.forEach((key, value) -> {
            if (!write.test(key, value)) {
                conflicts.add(key);
            }
        });
        return conflicts;
    }

    private static <K, D, V> Map<K, V> found(Map<K, D> documents, Collection<K> keys, Function<D, V> read) {
        Map<K, V> found = new HashMap<>();
        for (K key : keys) {
            if (documents.containsKey(key)) {
                found.put(key, read.apply(documents.get(key)));
            }
        }
        return found;
    }
}
