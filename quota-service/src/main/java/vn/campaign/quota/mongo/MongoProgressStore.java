package vn.campaign.quota.mongo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/** The progress store on MongoDB. */
@Component
class MongoProgressStore implements ProgressStore {

    /** A query asks each of its sheets for the children of all of them: few, where the batch is of many parents. */
    private static final int CHILDREN_IN_A_QUERY = 50;

    private final MongoOperations mongo;
    private final Chunks chunks;
    private final Counter conflicts;

    MongoProgressStore(MongoOperations mongo, Chunks chunks, MeterRegistry meters) {
        this.mongo = mongo;
        this.chunks = chunks;
        conflicts = Counter.builder("campaign.compare.and.set.conflicts")
                .description(
                        "documents of which the store held another version than expected; each is read and written again")
                .register(meters);
    }

    @Override
    public Map<String, CampaignHeader> headers(Collection<String> codes) {
        return DocumentsById.find(mongo, codes, CampaignHeader.class, CollectionNames.CAMPAIGNS).stream()
                .collect(Collectors.toMap(CampaignHeader::campaign, Function.identity()));
    }

    @Override
    public Map<Node, UnitPlan> units(Collection<Node> nodes) {
        return find(keys(nodes, Node::key), UnitPlan.class, CollectionNames.UNITS)
                .collect(Collectors.toMap(unit -> new Node(unit.campaign(), unit.code()), Function.identity()));
    }

    @Override
    public Map<Node, Node> parents(Collection<Node> nodes) {
        return find(keys(nodes, Node::key), Placed.class, CollectionNames.UNITS, "campaign", "code", "parent")
                .filter(unit -> unit.parent() != null)
                .collect(Collectors.toMap(
                        unit -> new Node(unit.campaign(), unit.code()),
                        unit -> new Node(unit.campaign(), unit.parent())));
    }

    /** What of a unit's plan says where it is. */
    record Placed(String campaign, String code, @Nullable String parent) {}

    @Override
    public Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days) {
        return byDay(find(keys(days, NodeDay::key), DaySheet.class, CollectionNames.DAY_SHEETS));
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
        return byDay(
                chunks.map(queries, 1, query -> children(query.get(0))).stream().flatMap(List::stream));
    }

    private List<DaySheet> children(Map<NodeDay, Set<String>> children) {
        Stream<String> registers =
                children.values().stream().flatMap(Set::stream).distinct().map(code -> "children." + code);
        String[] fields = Stream.concat(Stream.of("campaign", "node", "date", "version", "sum"), registers)
                .toArray(String[]::new);
        return DocumentsById.find(
                mongo, keys(children.keySet(), NodeDay::key), DaySheet.class, CollectionNames.DAY_SHEETS, fields);
    }

    @Override
    public Map<NodeDay, DaySum> sums(Collection<NodeDay> days) {
        List<String> keys = keys(days, NodeDay::key);
        return find(keys, DaySheet.class, CollectionNames.DAY_SHEETS, "campaign", "node", "date", "sum")
                .collect(Collectors.toMap(MongoProgressStore::day, DaySheet::sum));
    }

    @Override
    public Map<Node, NodeProgress> progress(Collection<Node> nodes) {
        return byNode(find(keys(nodes, Node::key), NodeProgress.class, CollectionNames.PROGRESS));
    }

    @Override
    public Map<NodeDay, DaySum> days(Collection<NodeDay> days) {
        Set<Node> nodes = days.stream().map(NodeDay::node).collect(Collectors.toSet());
        String[] fields = Stream.concat(
                        Stream.of("campaign", "node"), days.stream().map(day -> "days." + day.date()))
                .distinct()
                .toArray(String[]::new);
        Map<Node, NodeProgress> found =
                byNode(find(keys(nodes, Node::key), NodeProgress.class, CollectionNames.PROGRESS, fields));
        Map<NodeDay, DaySum> sums = new HashMap<>();
        for (NodeDay day : days) {
            NodeProgress progress = found.get(day.node());
            if (progress != null && progress.days().containsKey(day.date())) {
                sums.put(day, progress.days().get(day.date()));
            }
        }
        return sums;
    }

    private <T> Stream<T> find(List<String> ids, Class<T> type, String collection, String... fields) {
        return chunks
                .map(ids, Chunks.MAX_IDS, some -> mongo.find(DocumentsById.query(some, fields), type, collection))
                .stream()
                .flatMap(List::stream);
    }

    /** In the order of the index. */
    private static <K> List<String> keys(Collection<K> of, Function<K, String> key) {
        return of.stream().map(key).distinct().sorted().toList();
    }

    private static Map<NodeDay, DaySheet> byDay(Stream<DaySheet> sheets) {
        return sheets.collect(Collectors.toMap(MongoProgressStore::day, Function.identity()));
    }

    private static NodeDay day(DaySheet sheet) {
        return new NodeDay(new Node(sheet.campaign(), sheet.node()), sheet.date());
    }

    private static Map<Node, NodeProgress> byNode(Stream<NodeProgress> progress) {
        return progress.collect(Collectors.toMap(each -> new Node(each.campaign(), each.node()), Function.identity()));
    }

    @Override
    public Set<NodeDay> writeSheets(Map<NodeDay, SheetWrite> writes) {
        CompareAndSet bulk = new CompareAndSet(mongo, CollectionNames.DAY_SHEETS);
        writes.forEach((day, write) -> {
            if (write.expected() == null) {
                bulk.insert(day.key(), write.version(), sheet(day, write));
            } else {
                bulk.update(day.key(), write.expected(), write.version(), () -> fields(write));
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
                null,
                write.sources(),
                write.children());
    }

    private static Map<String, @Nullable Object> fields(SheetWrite write) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sum", write.sum());
        write.sources().forEach((source, register) -> fields.put("sources." + source, register));
        write.children().forEach((child, sum) -> fields.put("children." + child, sum));
        return fields;
    }

    @Override
    public Set<Node> writeProgress(Map<Node, ProgressWrite> writes) {
        CompareAndSet bulk = new CompareAndSet(mongo, CollectionNames.PROGRESS);
        writes.forEach((node, write) -> {
            NodeProgress now = write.progress();
            if (write.expected() == null) {
                bulk.insert(node.key(), now.version(), now);
            } else {
                bulk.update(node.key(), write.expected(), now.version(), () -> fields(write));
            }
        });
        return notWritten(writes, Node::key, bulk);
    }

    private static Map<String, @Nullable Object> fields(ProgressWrite write) {
        NodeProgress now = write.progress();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        write.changedDays()
                .forEach(date -> fields.put("days." + date, now.days().get(date)));
        write.changedVerifications()
                .forEach(asOf ->
                        fields.put("verifications." + asOf, now.verifications().get(asOf)));
        return fields;
    }

    private <K> Set<K> notWritten(Map<K, ?> writes, Function<K, String> id, CompareAndSet bulk) {
        Set<String> ids = bulk.execute(chunks);
        conflicts.increment(ids.size());
        return ids.isEmpty()
                ? Set.of()
                : writes.keySet().stream()
                        .filter(key -> ids.contains(id.apply(key)))
                        .collect(Collectors.toSet());
    }
}
