package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.NodeProgress;

/** What was read of nodes, in this order: their progress, then the plan. */
record Reads(Map<Node, NodeProgress> progress, Map<Node, UnitPlacement> units, Map<String, CampaignHeader> headers) {

    static final Reads NONE = new Reads(Map.of(), Map.of(), Map.of());

    /** @param whole nodes of which all days are read, not the dirty ones alone */
    static Reads of(ProgressStore store, DirtyDays days, Set<Node> whole) {
        return new Reads(progress(store, days, whole), store.units(days.nodes()), headers(store, days.nodes()));
    }

    static Map<String, CampaignHeader> headers(ProgressStore store, Set<Node> nodes) {
        return store.headers(nodes.stream().map(Node::campaign).collect(Collectors.toSet()));
    }

    UnitPlacement unit(Node node) {
        return units.getOrDefault(node, UnitPlacement.UNKNOWN);
    }

    /** A day that progress lacks hardly ever has a sheet: a first one is written, and a conflict tells of the exception. */
    Set<NodeDay> known(Set<NodeDay> days) {
        return days.stream()
                .filter(day -> progress.get(day.node()).days().containsKey(day.date()))
                .collect(Collectors.toSet());
    }

    /** Progress with the dirty days, and with the days of all verifications that these may move. */
    private static Map<Node, NodeProgress> progress(ProgressStore store, DirtyDays days, Set<Node> whole) {
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
}
