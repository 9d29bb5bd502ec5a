package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;

/** A store that takes a step of a schedule before each document that is read or written: a bulk call is not atomic. */
final class SteppedProgressStore implements ProgressStore {

    private final ProgressStore store;
    private final Runnable step;

    SteppedProgressStore(ProgressStore store, Runnable step) {
        this.store = store;
        this.step = step;
    }

    @Override
    public Map<String, CampaignHeader> headers(Collection<String> campaigns) {
        return each(campaigns, campaign -> store.headers(List.of(campaign)));
    }

    @Override
    public Map<Node, UnitPlacement> units(Collection<Node> nodes) {
        return each(nodes, node -> store.units(List.of(node)));
    }

    @Override
    public Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days) {
        return each(days, day -> store.sheets(List.of(day)));
    }

    @Override
    public Map<NodeDay, DaySheet> sums(Collection<NodeDay> days) {
        return each(days, day -> store.sums(List.of(day)));
    }

    @Override
    public Map<Node, NodeProgress> progress(Collection<Node> nodes) {
        return each(nodes, node -> store.progress(List.of(node)));
    }

    @Override
    public Map<Node, NodeProgress> progress(Map<Node, ? extends Collection<LocalDate>> days) {
        return each(days.keySet(), node -> store.progress(Map.of(node, days.get(node))));
    }

    @Override
    public Set<NodeDay> writeSheets(Map<NodeDay, SheetWrite> writes) {
        Set<NodeDay> conflicts = new HashSet<>();
        ordered(writes.keySet()).forEach(day -> conflicts.addAll(store.writeSheets(Map.of(day, writes.get(day)))));
        return conflicts;
    }

    @Override
    public Set<Node> writeProgress(Map<Node, ProgressWrite> writes) {
        Set<Node> conflicts = new HashSet<>();
        ordered(writes.keySet()).forEach(node -> conflicts.addAll(store.writeProgress(Map.of(node, writes.get(node)))));
        return conflicts;
    }

    private <K, V> Map<K, V> each(Collection<K> keys, Function<K, Map<K, V>> read) {
        Map<K, V> found = new HashMap<>();
        ordered(keys).forEach(key -> found.putAll(read.apply(key)));
        return found;
    }

    /** Always the same order, so that a seed gives the same schedule, and a step at each. */
    private <K> Iterable<K> ordered(Collection<K> keys) {
        return keys.stream()
                .distinct()
                .sorted(Comparator.comparing(Object::toString))
                .peek(key -> step.run())::iterator;
    }
}
