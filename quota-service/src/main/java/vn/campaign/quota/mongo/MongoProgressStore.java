package vn.campaign.quota.mongo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;
import vn.campaign.quota.progress.UnitPlacement;

/** The progress store on MongoDB. */
@Component
public class MongoProgressStore implements ProgressStore {

    private static final Logger log = LoggerFactory.getLogger(MongoProgressStore.class);

    private final MongoOperations mongo;
    private final Chunks chunks;
    private final PlacementCache placements;
    private final Counter conflicts;
    private final Counter unstorable;

    public MongoProgressStore(MongoOperations mongo, Chunks chunks, MeterRegistry meters) {
        this.mongo = mongo;
        this.chunks = chunks;
        this.placements = new PlacementCache(mongo, this::placements);
        conflicts = Counter.builder("campaign.compare.and.set.conflicts")
                .description(
                        "documents of which the store held another version than expected; each is read and written again")
                .register(meters);
        unstorable = Counter.builder("campaign.documents.unstorable")
                .description(
                        "documents that the store refused for good; what they should hold is lacking until it is repaired")
                .register(meters);
    }

    @Override
    public Map<String, CampaignHeader> headers(Collection<String> codes) {
        return DocumentsById.find(mongo, codes, CampaignHeader.class, CollectionNames.CAMPAIGNS).stream()
                .collect(Collectors.toMap(CampaignHeader::campaign, Function.identity()));
    }

    @Override
    public Map<Node, UnitPlacement> units(Collection<Node> nodes) {
        return placements.find(nodes);
    }

    private Map<Node, UnitPlacement> placements(List<Node> nodes) {
        return find(keys(nodes, Node::key), StoredUnit.class, CollectionNames.UNITS, StoredUnit.FIELDS)
                .collect(Collectors.toMap(StoredUnit::node, StoredUnit::placement));
    }

    /** A unit of the plan, without what counting does not need. */
    record StoredUnit(
            String campaign,
            String code,
            @Nullable String parent,
            @Nullable Set<String> formerParents,
            @Nullable String activeFrom,
            @Nullable String retiredFrom,
            @Nullable Map<String, Long> baselines) {

        private static final String[] FIELDS = Stream.of(StoredUnit.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new);

        private Node node() {
            return new Node(campaign, code);
        }

        private UnitPlacement placement() {
            return new UnitPlacement(parent, formerParents, date(activeFrom), date(retiredFrom), baselines);
        }

        private static @Nullable LocalDate date(@Nullable String text) {
            return text == null ? null : LocalDate.parse(text);
        }
    }

    @Override
    public Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days) {
        return byDay(find(keys(days, NodeDay::key), DaySheet.class, CollectionNames.DAY_SHEETS));
    }

    @Override
    public Map<NodeDay, DaySheet> sums(Collection<NodeDay> days) {
        List<String> keys = keys(days, NodeDay::key);
        return byDay(find(
                keys,
                DaySheet.class,
                CollectionNames.DAY_SHEETS,
                "campaign",
                "node",
                "date",
                "version",
                "sum",
                "ownSum"));
    }

    @Override
    public Map<Node, NodeProgress> progress(Collection<Node> nodes) {
        return byNode(find(keys(nodes, Node::key), NodeProgress.class, CollectionNames.PROGRESS));
    }

    @Override
    public Map<Node, NodeProgress> progress(Map<Node, ? extends Collection<LocalDate>> days) {
        Stream<String> dates =
                days.values().stream().flatMap(Collection::stream).distinct().map(date -> "days." + date);
        String[] fields = Stream.concat(Stream.of("campaign", "node", "version", "inner", "verifications"), dates)
                .toArray(String[]::new);
        return byNode(find(keys(days.keySet(), Node::key), NodeProgress.class, CollectionNames.PROGRESS, fields));
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
            Document version = CompareAndSet.version(write.version());
            if (write.expected() == null) {
                bulk.write(day.key(), null, version, sheet(day, write));
            } else {
                bulk.update(day.key(), CompareAndSet.version(write.expected()), version, () -> fields(write));
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
                write.ownSum(),
                present(write.sources()),
                present(write.children()));
    }

    private static Map<String, @Nullable Object> fields(SheetWrite write) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sum", write.sum());
        if (write.ownSum() != null) {
            fields.put("ownSum", write.ownSum());
        }
        write.sources().forEach((source, register) -> fields.put("sources." + source, register));
        write.children().forEach((child, sum) -> fields.put("children." + child, sum));
        return fields;
    }

    @Override
    public Set<Node> writeProgress(Map<Node, ProgressWrite> writes) {
        CompareAndSet bulk = new CompareAndSet(mongo, CollectionNames.PROGRESS);
        writes.forEach((node, write) -> {
            Document version = CompareAndSet.version(write.version());
            if (write.expected() == null) {
                bulk.write(node.key(), null, version, progress(node, write));
            } else {
                bulk.update(node.key(), CompareAndSet.version(write.expected()), version, () -> fields(write));
            }
        });
        return notWritten(writes, Node::key, bulk);
    }

    private static NodeProgress progress(Node node, ProgressWrite write) {
        return new NodeProgress(
                node.campaign(),
                node.code(),
                write.version(),
                write.inner() ? true : null,
                new TreeMap<>(present(write.days())),
                new TreeMap<>(write.verifications()));
    }

    private static Map<String, @Nullable Object> fields(ProgressWrite write) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (write.inner()) {
            fields.put("inner", true);
        }
        write.days().forEach((date, day) -> fields.put("days." + date, day));
        write.verifications().forEach((asOf, register) -> fields.put("verifications." + asOf, register));
        return fields;
    }

    /** The values of a new document, which has none to remove. */
    private static <K, V> Map<K, V> present(Map<K, @Nullable V> values) {
        Map<K, V> present = new HashMap<>(values);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    private <K> Set<K> notWritten(Map<K, ?> writes, Function<K, String> id, CompareAndSet bulk) {
        Set<String> ids = bulk.execute(chunks);
        conflicts.increment(ids.size());
        bulk.unstorable().forEach((key, reason) -> {
            unstorable.increment();
            log.error("{} cannot be stored and stays as it was; everything else is counted: {}", key, reason);
        });
        return ids.isEmpty()
                ? Set.of()
                : writes.keySet().stream()
                        .filter(key -> ids.contains(id.apply(key)))
                        .collect(Collectors.toSet());
    }
}
