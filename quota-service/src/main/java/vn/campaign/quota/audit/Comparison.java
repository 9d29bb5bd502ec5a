package vn.campaign.quota.audit;

import static vn.campaign.contract.CollectionNames.DAY_SHEETS;
import static vn.campaign.contract.CollectionNames.PLAN_REVISIONS;
import static vn.campaign.contract.CollectionNames.PROGRESS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.audit.Difference.OfDerived;
import vn.campaign.quota.audit.Difference.OfRegister;
import vn.campaign.quota.audit.StoredIds.Stored;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.DocumentsById;
import vn.campaign.quota.progress.DerivedDocuments;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.UnitPlacement;

/**
 * Compares stored documents: the units' own registers, of which all figures are made, with those that were counted from the
 * topic, and what is derived with the documents that it is derived from.
 */
final class Comparison {

    private final MongoOperations live;
    private final MongoOperations counted;
    private final ProgressStore liveStore;
    private final ProgressStore countedStore;
    private long documents;

    Comparison(MongoOperations live, ProgressStore liveStore, MongoOperations counted, ProgressStore countedStore) {
        this.live = live;
        this.liveStore = liveStore;
        this.counted = counted;
        this.countedStore = countedStore;
    }

    /** The number of stored documents that were compared. */
    long documents() {
        return documents;
    }

    /** The nodes that differ at a first sight, with the days of their sheets. */
    Map<Node, Set<LocalDate>> suspects() {
        Map<Node, Set<LocalDate>> suspects = new HashMap<>();
        Map<Node, Set<LocalDate>> some = new HashMap<>();
        Set<Node> withSheets = new HashSet<>();
        StoredIds.read(live, DAY_SHEETS, ids -> {
            ids.forEach(id -> add(id, some));
            withSheets.addAll(some.keySet());
            // More sheets of the last node may follow.
            Node last = node(ids.get(ids.size() - 1));
            Set<LocalDate> begun = some.remove(last);
            moveSuspects(some, suspects);
            some.put(last, begun);
        });
        moveSuspects(some, suspects);
        StoredIds.read(live, PROGRESS, ids -> {
            ids.stream().filter(id -> !withSheets.contains(node(id))).forEach(id -> add(id, some));
            moveSuspects(some, suspects);
        });
        for (String collection : List.of(DAY_SHEETS, PROGRESS)) {
            StoredIds.read(counted, collection, ids -> {
                Set<String> lacking = new HashSet<>(ids);
                DocumentsById.find(live, ids, Stored.class, collection, "_id")
                        .forEach(stored -> lacking.remove(stored.id()));
                lacking.forEach(id -> add(id, suspects));
            });
        }
        return suspects;
    }

    private static Node node(String id) {
        String[] parts = id.split("/");
        return new Node(parts[0], parts[1]);
    }

    /** Adds the node, and the day, of a sheet or of a node's progress. */
    private static void add(String id, Map<Node, Set<LocalDate>> nodes) {
        Set<LocalDate> dates = nodes.computeIfAbsent(node(id), any -> new TreeSet<>());
        String[] parts = id.split("/");
        if (parts.length > 2) {
            dates.add(LocalDate.parse(parts[2]));
        }
    }

    private void moveSuspects(Map<Node, Set<LocalDate>> some, Map<Node, Set<LocalDate>> suspects) {
        of(some).stream().map(each -> each.day().node()).forEach(node -> suspects.put(node, some.get(node)));
        some.values().forEach(dates -> documents += 1 + dates.size());
        some.clear();
    }

    /**
     * The differences of some nodes.
     *
     * @param nodes with the days of their sheets; those that their progress names are read as well
     */
    Set<Difference> of(Map<Node, Set<LocalDate>> nodes) {
        Set<String> campaigns = nodes.keySet().stream().map(Node::campaign).collect(Collectors.toSet());
        Map<String, String> before = revisions(campaigns);
        Documents read = Documents.read(live, liveStore, countedStore, nodes);
        List<OfDerived> derived = new ArrayList<>();
        Set<Difference> found = new HashSet<>();
        for (Node node : nodes.keySet()) {
            compareRegisters(node, read, found);
            compareDerived(node, read, derived);
        }
        compareChildren(read, derived);
        Map<String, String> after = revisions(campaigns);
        derived.forEach(difference -> {
            String campaign = difference.day().node().campaign();
            found.add(difference.under(" " + before.get(campaign) + " " + after.get(campaign)));
        });
        return found;
    }

    private Map<String, String> revisions(Set<String> campaigns) {
        return DocumentsById.find(live, campaigns, PlanRevision.class, PLAN_REVISIONS).stream()
                .collect(Collectors.toMap(PlanRevision::campaign, PlanRevision::revision));
    }

    private static void compareRegisters(Node node, Documents read, Set<Difference> found) {
        Map<RegisterKey, Register> stored = read.live().registers(node);
        Map<RegisterKey, Register> expected = read.counted().registers(node);
        Set<RegisterKey> keys = new HashSet<>(expected.keySet());
        keys.addAll(stored.keySet());
        keys.stream()
                .filter(key -> !Objects.equals(stored.get(key), expected.get(key)))
                .forEach(key -> found.add(new OfRegister(key, stored.get(key), expected.get(key))));
    }

    /** What follows from a node's own documents, and that its parent has a register of each of its days. */
    private static void compareDerived(Node node, Documents read, List<OfDerived> found) {
        NodeProgress progress = read.live().progress(node);
        Map<LocalDate, DaySheet> sheets = read.live().sheets(node);
        @Nullable UnitPlacement unit = read.units().get(node);
        String versions = read.versions(node);
        sheets.forEach((date, sheet) -> {
            NodeDay day = new NodeDay(node, date);
            differ(day, "sum of its sheet", sheet.sum(), DerivedDocuments.sum(sheet), versions, found);
            DaySum own = DerivedDocuments.own(sheet);
            boolean apart = sheet.ownSum() != null || !sheet.children().isEmpty();
            if (apart && (own.firstReceivedAt() != null || sheet.own().firstReceivedAt() != null)) {
                differ(day, "sum of its own sources", sheet.own(), own, versions, found);
            }
        });
        Map<LocalDate, DaySum> expected =
                DerivedDocuments.days(progress, sheets, unit, read.headers().get(node.campaign()));
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
                DaySheet above = read.above().get(Documents.above(node, unit.parent(), date));
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
    private void compareChildren(Documents read, List<OfDerived> found) {
        Map<Node, List<DaySheet>> byChild = new HashMap<>();
        read.live().allSheets().forEach(sheet -> sheet.children().keySet().forEach(child -> byChild.computeIfAbsent(
                        new Node(sheet.campaign(), child), any -> new ArrayList<>())
                .add(sheet)));
        for (List<Node> children : Chunks.of(byChild.keySet(), Chunks.MAX_IDS)) {
            Map<Node, NodeProgress> progress = liveStore.progress(children);
            Map<Node, UnitPlacement> units = liveStore.units(children);
            for (Node child : children) {
                NodeProgress of = progress.getOrDefault(child, NodeProgress.none(child.campaign(), child.code()));
                UnitPlacement unit = units.get(child);
                for (DaySheet sheet : byChild.get(child)) {
                    boolean present = unit != null && sheet.node().equals(unit.parent());
                    DaySum register = sheet.children().get(child.code());
                    differ(
                            new NodeDay(new Node(sheet.campaign(), sheet.node()), sheet.date()),
                            "register of " + child.code(),
                            // Earlier versions kept registers of nothing, which count nothing.
                            register.equals(DaySum.NOTHING) ? null : register,
                            present ? of.days().get(sheet.date()) : null,
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
        if (!Objects.equals(stored, expected)) {
            found.add(new OfDerived(day, what, stored, expected, versions));
        }
    }
}
