package vn.campaign.quota.audit;

import static vn.campaign.contract.CollectionNames.DAY_SHEETS;
import static vn.campaign.contract.CollectionNames.PLAN_REVISIONS;
import static vn.campaign.contract.CollectionNames.PROGRESS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.audit.Difference.OfDerived;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.DocumentsById;
import vn.campaign.quota.progress.DerivedDocuments;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.UnitPlacement;

/** Compares what is derived with the documents that it is derived from, as they are stored. */
final class DerivedComparison {

    /** Whole sheets in memory at once, but for one node, whose days stay together. */
    private static final int SHEETS = 2_000;

    private final MongoOperations mongo;
    private final ProgressStore store;
    private long documents;

    DerivedComparison(MongoOperations mongo, ProgressStore store) {
        this.mongo = mongo;
        this.store = store;
    }

    /** The number of documents that were compared. */
    long documents() {
        return documents;
    }

    /** The nodes that differ at a first sight, with the days of their sheets. */
    Map<Node, Set<LocalDate>> all() {
        Map<Node, Set<LocalDate>> suspects = new HashMap<>();
        Map<Node, Set<LocalDate>> some = new LinkedHashMap<>();
        Set<Node> seen = new HashSet<>();
        int[] sheets = {0};
        StoredIds.read(
                mongo,
                DAY_SHEETS,
                ids -> ids.forEach(id -> {
                    String[] parts = id.split("/");
                    Node node = new Node(parts[0], parts[1]);
                    if (seen.add(node) && sheets[0] >= SHEETS) {
                        suspect(some, suspects);
                        sheets[0] = 0;
                    }
                    some.computeIfAbsent(node, any -> new TreeSet<>()).add(LocalDate.parse(parts[2]));
                    sheets[0]++;
                }));
        suspect(some, suspects);
        StoredIds.read(mongo, PROGRESS, ids -> {
            for (String id : ids) {
                String[] parts = id.split("/");
                Node node = new Node(parts[0], parts[1]);
                if (!seen.contains(node)) {
                    some.put(node, Set.of());
                }
            }
            suspect(some, suspects);
        });
        return suspects;
    }

    private void suspect(Map<Node, Set<LocalDate>> some, Map<Node, Set<LocalDate>> suspects) {
        of(some).forEach(difference -> {
            Node node = difference.day().node();
            suspects.put(node, some.get(node));
        });
        some.forEach((node, dates) -> documents += 1 + dates.size());
        some.clear();
    }

    /**
     * The differences of some nodes, by what is read once.
     *
     * @param nodes with the days of their sheets; those that their progress names are read as well
     */
    Set<OfDerived> of(Map<Node, Set<LocalDate>> nodes) {
        Set<String> campaigns = nodes.keySet().stream().map(Node::campaign).collect(Collectors.toSet());
        Map<String, String> before = revisions(campaigns);
        Documents documents = read(nodes, campaigns);
        List<OfDerived> found = new ArrayList<>();
        nodes.keySet().forEach(node -> compare(node, documents, found));
        compareChildren(documents, found);
        Map<String, String> after = revisions(campaigns);
        return found.stream()
                .map(difference -> {
                    String campaign = difference.day().node().campaign();
                    return difference.under(" " + before.get(campaign) + " " + after.get(campaign));
                })
                .collect(Collectors.toSet());
    }

    private Map<String, String> revisions(Set<String> campaigns) {
        return DocumentsById.find(mongo, campaigns, PlanRevision.class, PLAN_REVISIONS).stream()
                .collect(Collectors.toMap(PlanRevision::campaign, PlanRevision::revision));
    }

    /** @param above the sheets of the parents, with the nodes' registers */
    private record Documents(
            Map<Node, NodeProgress> progress,
            Map<Node, Map<LocalDate, DaySheet>> sheets,
            Map<Node, UnitPlacement> units,
            Map<String, CampaignHeader> headers,
            Map<NodeDay, DaySheet> above) {

        NodeProgress progressOf(Node node) {
            return progress.getOrDefault(node, NodeProgress.none(node.campaign(), node.code()));
        }

        /** The versions of all documents of a node. */
        String versions(Node node) {
            CampaignHeader header = headers.get(node.campaign());
            Map<LocalDate, String> versions = new TreeMap<>();
            sheets.getOrDefault(node, Map.of()).forEach((date, sheet) -> versions.put(date, sheet.version()));
            return (header == null ? "" : header.version()) + " "
                    + progressOf(node).version() + " " + versions;
        }
    }

    private Documents read(Map<Node, Set<LocalDate>> nodes, Set<String> campaigns) {
        Map<Node, NodeProgress> progress = store.progress(nodes.keySet());
        Set<NodeDay> days = new HashSet<>();
        nodes.forEach((node, dates) -> dates.forEach(date -> days.add(new NodeDay(node, date))));
        progress.forEach((node, of) -> {
            of.days().keySet().forEach(date -> days.add(new NodeDay(node, date)));
            of.verifications().keySet().forEach(date -> days.add(new NodeDay(node, date)));
        });
        Map<Node, Map<LocalDate, DaySheet>> sheets = new HashMap<>();
        store.sheets(days).forEach((day, sheet) -> sheets.computeIfAbsent(day.node(), any -> new TreeMap<>())
                .put(day.date(), sheet));
        Map<Node, UnitPlacement> units = store.units(nodes.keySet());
        Map<NodeDay, Set<String>> registers = new HashMap<>();
        units.forEach((node, unit) -> {
            NodeProgress of = progress.get(node);
            if (unit.parent() != null && of != null) {
                of.days().keySet().forEach(date -> registers
                        .computeIfAbsent(above(node, unit.parent(), date), any -> new HashSet<>())
                        .add(node.code()));
            }
        });
        return new Documents(progress, sheets, units, store.headers(campaigns), store.sheets(registers));
    }

    private static NodeDay above(Node node, String parent, LocalDate date) {
        return new NodeDay(new Node(node.campaign(), parent), date);
    }

    /** What follows from a node's own documents, and that its parent has a register of each of its days. */
    private static void compare(Node node, Documents documents, List<OfDerived> found) {
        NodeProgress progress = documents.progressOf(node);
        Map<LocalDate, DaySheet> sheets = documents.sheets().getOrDefault(node, Map.of());
        @Nullable UnitPlacement unit = documents.units().get(node);
        String versions = documents.versions(node);
        sheets.forEach((date, sheet) -> {
            NodeDay day = new NodeDay(node, date);
            differ(day, "sum of its sheet", sheet.sum(), DerivedDocuments.sum(sheet), versions, found);
            DaySum own = DerivedDocuments.own(sheet);
            boolean apart = sheet.ownSum() != null || !sheet.children().isEmpty();
            if (apart && (own.firstReceivedAt() != null || sheet.own().firstReceivedAt() != null)) {
                differ(day, "sum of its own sources", sheet.own(), own, versions, found);
            }
        });
        Map<LocalDate, DaySum> expected = DerivedDocuments.days(
                progress, sheets, unit, documents.headers().get(node.campaign()));
        Set<LocalDate> dates = new TreeSet<>(expected.keySet());
        dates.addAll(progress.days().keySet());
        dates.forEach(date -> differ(
                new NodeDay(node, date),
                "day in its progress",
                progress.days().get(date),
                expected.get(date),
                versions,
                found));
        if (unit != null && unit.parent() != null) {
            progress.days().forEach((date, day) -> {
                DaySheet above = documents.above().get(above(node, unit.parent(), date));
                if (above == null || !above.children().containsKey(node.code())) {
                    found.add(new OfDerived(
                            new NodeDay(node, date),
                            "register in the sheet of " + unit.parent(),
                            null,
                            day,
                            progress.version() + " " + (above == null ? "" : above.version())));
                }
            });
        }
    }

    /** That each register of a child is the child's day, and stands below its present parent. */
    private void compareChildren(Documents documents, List<OfDerived> found) {
        Map<Node, List<DaySheet>> byChild = new HashMap<>();
        documents.sheets().values().forEach(sheets -> sheets.values()
                .forEach(sheet -> sheet.children().keySet().forEach(child -> byChild.computeIfAbsent(
                                new Node(sheet.campaign(), child), any -> new ArrayList<>())
                        .add(sheet))));
        for (List<Node> children : Chunks.of(byChild.keySet(), Chunks.MAX_IDS)) {
            Map<Node, NodeProgress> progress = store.progress(children);
            Map<Node, UnitPlacement> units = store.units(children);
            for (Node child : children) {
                NodeProgress of = progress.getOrDefault(child, NodeProgress.none(child.campaign(), child.code()));
                UnitPlacement unit = units.get(child);
                for (DaySheet sheet : byChild.get(child)) {
                    boolean present = unit != null && sheet.node().equals(unit.parent());
                    differ(
                            new NodeDay(new Node(sheet.campaign(), sheet.node()), sheet.date()),
                            "register of " + child.code(),
                            sheet.children().get(child.code()),
                            present ? of.days().getOrDefault(sheet.date(), DaySum.NOTHING) : null,
                            sheet.version() + " " + of.version(),
                            found);
                }
            }
        }
    }

    private static void differ(
            NodeDay day,
            String what,
            @Nullable DaySum stored,
            @Nullable DaySum expected,
            String versions,
            Collection<OfDerived> found) {
        if (stored == null ? expected != null : !stored.equals(expected)) {
            found.add(new OfDerived(day, what, stored, expected, versions));
        }
    }
}
