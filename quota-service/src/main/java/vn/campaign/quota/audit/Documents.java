package vn.campaign.quota.audit;

import static vn.campaign.contract.CollectionNames.DAY_SHEETS;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.mongo.DocumentsById;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.UnitPlacement;

/**
 * What is compared of some nodes, each document read once.
 *
 * @param live as they are stored
 * @param counted as they were counted from the topic
 * @param above the sheets of the present parents, with the nodes' registers
 */
record Documents(
        OfNodes live,
        OfNodes counted,
        Map<Node, UnitPlacement> units,
        Map<String, CampaignHeader> headers,
        Map<NodeDay, DaySheet> above) {

    /** The documents of nodes in one store. */
    record OfNodes(Map<Node, NodeProgress> byNode, Map<Node, Map<LocalDate, DaySheet>> byDay) {

        private static OfNodes read(ProgressStore store, Map<Node, NodeProgress> progress, Set<NodeDay> days) {
            Map<Node, Map<LocalDate, DaySheet>> sheets = new HashMap<>();
            store.sheets(days).forEach((day, sheet) -> sheets.computeIfAbsent(day.node(), any -> new TreeMap<>())
                    .put(day.date(), sheet));
            return new OfNodes(progress, sheets);
        }

        NodeProgress progress(Node node) {
            return byNode.getOrDefault(node, NodeProgress.none(node.campaign(), node.code()));
        }

        Map<LocalDate, DaySheet> sheets(Node node) {
            return byDay.getOrDefault(node, Map.of());
        }

        Stream<DaySheet> allSheets() {
            return byDay.values().stream().flatMap(sheets -> sheets.values().stream());
        }

        /** The registers of a node's own statements. */
        Map<RegisterKey, Register> registers(Node node) {
            Map<RegisterKey, Register> registers = new HashMap<>();
            sheets(node).forEach((date, sheet) -> sheet.sources()
                    .forEach((source, register) ->
                            registers.put(new RegisterKey(new NodeDay(node, date), source), register)));
            progress(node)
                    .verifications()
                    .forEach((asOf, register) ->
                            registers.put(new RegisterKey(new NodeDay(node, asOf), null), register));
            return registers;
        }
    }

    /** @param nodes with the days of their sheets; those that their progress names are read as well */
    static Documents read(
            MongoOperations mongo, ProgressStore live, ProgressStore counted, Map<Node, Set<LocalDate>> nodes) {
        Map<Node, NodeProgress> liveProgress = live.progress(nodes.keySet());
        Map<Node, NodeProgress> countedProgress = counted.progress(nodes.keySet());
        Set<NodeDay> days = new HashSet<>();
        nodes.forEach((node, dates) -> dates.forEach(date -> days.add(new NodeDay(node, date))));
        Stream.of(liveProgress, countedProgress)
                .forEach(progress -> progress.forEach((node, of) -> {
                    of.days().keySet().forEach(date -> days.add(new NodeDay(node, date)));
                    of.verifications().keySet().forEach(date -> days.add(new NodeDay(node, date)));
                }));
        Map<Node, UnitPlacement> units = live.units(nodes.keySet());
        return new Documents(
                OfNodes.read(live, liveProgress, days),
                OfNodes.read(counted, countedProgress, days),
                units,
                live.headers(nodes.keySet().stream().map(Node::campaign).collect(Collectors.toSet())),
                above(mongo, liveProgress, units));
    }

    private static Map<NodeDay, DaySheet> above(
            MongoOperations mongo, Map<Node, NodeProgress> progress, Map<Node, UnitPlacement> units) {
        Set<String> parents = new HashSet<>();
        Set<String> fields = new HashSet<>(Set.of("campaign", "node", "date", "version"));
        progress.forEach((node, of) -> {
            UnitPlacement unit = units.get(node);
            if (unit != null && unit.parent() != null) {
                fields.add("children." + node.code());
                of.days()
                        .keySet()
                        .forEach(date ->
                                parents.add(above(node, unit.parent(), date).key()));
            }
        });
        return DocumentsById.find(mongo, parents, DaySheet.class, DAY_SHEETS, fields.toArray(String[]::new)).stream()
                .collect(Collectors.toMap(
                        sheet -> new NodeDay(new Node(sheet.campaign(), sheet.node()), sheet.date()),
                        Function.identity()));
    }

    /** The versions of all live documents of a node. */
    String versions(Node node) {
        CampaignHeader header = headers.get(node.campaign());
        Map<LocalDate, String> versions = new TreeMap<>();
        live.sheets(node).forEach((date, sheet) -> versions.put(date, sheet.version()));
        return (header == null ? "" : header.version()) + " "
                + live.progress(node).version() + " " + versions;
    }

    static NodeDay above(Node node, String parent, LocalDate date) {
        return new NodeDay(new Node(node.campaign(), parent), date);
    }
}
