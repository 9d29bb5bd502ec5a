package vn.campaign.quota.mongo;

import com.mongodb.client.model.Projections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressWrite;
import vn.campaign.quota.progress.SheetWrite;

/** The progress store on MongoDB. */
@Component
class MongoProgressStore implements ProgressStore {

    private static final Bson WHOLE = null;

    /** A query asks each of its sheets for the children of all of them: few, where the batch is of many parents. */
    private static final int CHILDREN_IN_A_QUERY = 50;

    private final Documents campaigns;
    private final Documents units;
    private final Documents sheets;
    private final Documents progress;
    private final StoreCalls calls;
    private final Counter conflicts;

    MongoProgressStore(MongoTemplate mongo, StoreCalls calls, MeterRegistry meters) {
        this.calls = calls;
        conflicts = Counter.builder("campaign.compare.and.set.conflicts")
                .description(
                        "documents of which the store held another version than expected; each is read and written again")
                .register(meters);
        campaigns = new Documents(mongo, CollectionNames.CAMPAIGNS);
        units = new Documents(mongo, CollectionNames.UNITS);
        sheets = new Documents(mongo, CollectionNames.DAY_SHEETS);
        progress = new Documents(mongo, CollectionNames.PROGRESS);
    }

    @Override
    public Map<String, CampaignHeader> headers(Collection<String> codes) {
        return read(campaigns, codes, Function.identity(), WHOLE, CampaignHeader.class);
    }

    @Override
    public Map<Node, UnitPlan> units(Collection<Node> nodes) {
        return read(units, nodes, Node::key, WHOLE, UnitPlan.class);
    }

    @Override
    public Map<Node, Node> parents(Collection<Node> nodes) {
        Map<Node, Node> parents = new HashMap<>();
        read(units, nodes, Node::key, Projections.include("parent"), Placed.class)
                .forEach((node, placed) -> {
                    if (placed.parent() != null) {
                        parents.put(node, new Node(node.campaign(), placed.parent()));
                    }
                });
        return parents;
    }

    /** What of a unit's plan says where it is. */
    private record Placed(String parent) {}

    @Override
    public Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days) {
        return read(sheets, days, NodeDay::key, WHOLE, DaySheet.class);
    }

    @Override
    public Map<NodeDay, DaySheet> sheets(Map<NodeDay, Set<String>> children) {
        List<Map<NodeDay, Set<String>>> queries = new ArrayList<>();
        int fields = CHILDREN_IN_A_QUERY;
        for (Map.Entry<NodeDay, Set<String>> day : children.entrySet()) {
            if (fields >= CHILDREN_IN_A_QUERY) {
                queries.add(new HashMap<>());
                fields = 0;
            }
            queries.get(queries.size() - 1).put(day.getKey(), day.getValue());
            fields += day.getValue().size();
        }
        Map<NodeDay, DaySheet> found = new HashMap<>();
        calls.inPortions(queries, 1, query -> registers(query.get(0))).forEach(found::putAll);
        return found;
    }

    private Map<NodeDay, DaySheet> registers(Map<NodeDay, Set<String>> children) {
        List<String> fields = children.values().stream()
                .flatMap(Set::stream)
                .map(code -> "children." + code)
                .distinct()
                .toList();
        Bson projection = Projections.fields(Projections.include("version", "sum"), Projections.include(fields));
        return read(sheets, children.keySet(), NodeDay::key, projection, DaySheet.class);
    }

    @Override
    public Map<NodeDay, DaySum> sums(Collection<NodeDay> days) {
        Map<NodeDay, DaySum> sums = new HashMap<>();
        read(sheets, days, NodeDay::key, Projections.include("sum"), DaySheet.class)
                .forEach((day, sheet) -> sums.put(day, sheet.sum()));
        return sums;
    }

    @Override
    public Map<Node, NodeProgress> progress(Collection<Node> nodes) {
        return read(progress, nodes, Node::key, WHOLE, NodeProgress.class);
    }

    @Override
    public Map<NodeDay, DaySum> days(Collection<NodeDay> days) {
        Set<Node> nodes = days.stream().map(NodeDay::node).collect(Collectors.toSet());
        String[] fields =
                days.stream().map(day -> "days." + day.date()).distinct().toArray(String[]::new);
        Map<Node, NodeProgress> found =
                read(progress, nodes, Node::key, Projections.include(fields), NodeProgress.class);
        Map<NodeDay, DaySum> sums = new HashMap<>();
        for (NodeDay day : days) {
            NodeProgress of = found.get(day.node());
            if (of != null && of.days().containsKey(day.date())) {
                sums.put(day, of.days().get(day.date()));
            }
        }
        return sums;
    }

    @Override
    public Set<NodeDay> writeSheets(Map<NodeDay, SheetWrite> writes) {
        CompareAndSet bulk = new CompareAndSet(sheets, calls);
        writes.forEach((day, write) -> {
            if (write.expected() == null) {
                bulk.insert(day.key(), write.version(), sheet(day, write));
            } else {
                bulk.update(day.key(), write.expected(), write.version(), () -> set(write), () -> unset(write));
            }
        });
        return notWritten(writes, NodeDay::key, bulk);
    }

    private static DaySheet sheet(NodeDay day, SheetWrite write) {
        Node node = day.node();
        return new DaySheet(
                node.campaign(),
                node.code(),
                day.date(),
                write.version(),
                write.sum(),
                write.sources(),
                write.children());
    }

    private static Document set(SheetWrite write) {
        Document set = new Document("sum", BsonRecords.of(write.sum()));
        write.sources().forEach((source, register) -> set.put("sources." + source, BsonRecords.of(register)));
        write.children().forEach((child, sum) -> {
            if (sum != null) {
                set.put("children." + child, BsonRecords.of(sum));
            }
        });
        return set;
    }

    private static Document unset(SheetWrite write) {
        Document unset = new Document();
        write.children().forEach((child, sum) -> {
            if (sum == null) {
                unset.put("children." + child, "");
            }
        });
        return unset;
    }

    @Override
    public Set<Node> writeProgress(Map<Node, ProgressWrite> writes) {
        CompareAndSet bulk = new CompareAndSet(progress, calls);
        writes.forEach((node, write) -> {
            NodeProgress now = write.progress();
            if (write.expected() == null) {
                bulk.insert(node.key(), now.version(), now);
            } else {
                bulk.update(node.key(), write.expected(), now.version(), () -> set(write), () -> unset(write));
            }
        });
        return notWritten(writes, Node::key, bulk);
    }

    private static Document set(ProgressWrite write) {
        NodeProgress now = write.progress();
        Document set = new Document();
        for (LocalDate date : write.changedDays()) {
            if (now.days().containsKey(date)) {
                set.put("days." + date, BsonRecords.of(now.days().get(date)));
            }
        }
        for (LocalDate asOf : write.changedVerifications()) {
            set.put("verifications." + asOf, BsonRecords.of(now.verifications().get(asOf)));
        }
        Document through = new Document();
        now.through().forEach((cut, total) -> through.put(cut.toString(), BsonRecords.of(total)));
        set.put("through", through);
        if (now.lastReceivedAt() != null) {
            set.put("lastReceivedAt", now.lastReceivedAt().toString());
        }
        return set;
    }

    private static Document unset(ProgressWrite write) {
        Document unset = new Document();
        for (LocalDate date : write.changedDays()) {
            if (!write.progress().days().containsKey(date)) {
                unset.put("days." + date, "");
            }
        }
        if (write.progress().lastReceivedAt() == null) {
            unset.put("lastReceivedAt", "");
        }
        return unset;
    }

    private <K, T> Map<K, T> read(
            Documents from, Collection<K> keys, Function<K, String> id, Bson projection, Class<T> type) {
        Map<String, K> byId = new HashMap<>();
        keys.forEach(key -> byId.put(id.apply(key), key));
        Map<K, T> found = new HashMap<>();
        List<String> ids = byId.keySet().stream().sorted().toList();
        calls.inPortions(ids, Documents.IDS_IN_A_QUERY, some -> find(from, some, projection, type))
                .forEach(portion -> portion.forEach((key, value) -> found.put(byId.get(key), value)));
        return found;
    }

    private static <T> Map<String, T> find(Documents from, List<String> ids, Bson projection, Class<T> type) {
        Map<String, T> found = new HashMap<>();
        from.find(
                ids,
                projection,
                document -> found.put(document.getString("_id"), ContractJson.fromDocument(document, type)));
        return found;
    }

    private <K> Set<K> notWritten(Map<K, ?> writes, Function<K, String> id, CompareAndSet bulk) {
        Set<String> ids = bulk.run();
        conflicts.increment(ids.size());
        return ids.isEmpty()
                ? Set.of()
                : writes.keySet().stream()
                        .filter(key -> ids.contains(id.apply(key)))
                        .collect(Collectors.toSet());
    }
}
