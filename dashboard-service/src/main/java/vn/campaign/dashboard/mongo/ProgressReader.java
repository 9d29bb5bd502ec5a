package vn.campaign.dashboard.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.StoreLoss;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;

/**
 * Reads the progress of nodes, the registers behind it, and how far the activations topic is counted. Progress is cached and
 * only its version is read each time: a version never recurs, so a document of the same version is the same.
 */
@Component
public class ProgressReader {

    /** More ids than this in one {@code $in} cost more than another round trip. */
    private static final int CHUNK_SIZE = 300;

    private static final int MAX_HEAP_FRACTION = 8;

    /** About what a day sum or a verification takes in memory. */
    private static final int BYTES_PER_DAY = 500;

    private final MongoTemplate mongo;
    private final Cache<String, NodeProgress> cache = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / MAX_HEAP_FRACTION)
            .weigher(ProgressReader::bytes)
            .build();

    public ProgressReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    private static int bytes(String id, NodeProgress progress) {
        int verifications = progress.verifications().values().stream()
                .mapToInt(register -> 1 + register.earlier().size())
                .sum();
        return BYTES_PER_DAY * (1 + progress.days().size() + verifications);
    }

    /** The progress of every node by its code; an empty one where nothing was reported. */
    public Map<String, NodeProgress> read(String campaign, List<PlanNode> nodes) {
        Map<String, NodeProgress> found = find(
                nodes.stream().map(node -> Keys.node(campaign, node.code())).toList());
        Map<String, NodeProgress> all = new HashMap<>();
        for (PlanNode node : nodes) {
            NodeProgress read = found.get(Keys.node(campaign, node.code()));
            all.put(node.code(), read == null ? NodeProgress.none(campaign, node.code()) : read);
        }
        return all;
    }

    private Map<String, NodeProgress> find(List<String> ids) {
        Map<String, NodeProgress> found = new HashMap<>(cache.getAllPresent(ids));
        Map<String, String> versions = versions(List.copyOf(found.keySet()));
        found.entrySet().removeIf(cached -> !cached.getValue().version().equals(versions.get(cached.getKey())));
        List<String> missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
        byIds(missing, query -> mongo.find(query, NodeProgress.class, CollectionNames.PROGRESS))
                .forEach(read -> found.put(Keys.node(read.campaign(), read.node()), read));
        missing.stream().filter(found::containsKey).forEach(id -> cache.put(id, found.get(id)));
        return found;
    }

    /** As documents: mapped records take half as long again, and every view asks for some hundred. */
    private Map<String, String> versions(List<String> ids) {
        return byIds(ids, query -> {
                    query.fields().include("version");
                    return mongo.find(query, Document.class, CollectionNames.PROGRESS);
                })
                .collect(Collectors.toMap(found -> found.getString("_id"), found -> found.getString("version")));
    }

    /** The progress of each node, some hundred in memory at a time. */
    public void forEach(String campaign, List<PlanNode> nodes, BiConsumer<PlanNode, NodeProgress> action) {
        chunks(nodes).forEach(chunk -> {
            Map<String, NodeProgress> read = read(campaign, chunk);
            chunk.forEach(node -> action.accept(node, read.get(node.code())));
        });
    }

    /** The day sheets of a node by date; a day without a report has none. */
    public Map<LocalDate, DaySheet> days(String campaign, String node, List<LocalDate> dates) {
        List<String> ids =
                dates.stream().map(date -> Keys.sheet(campaign, node, date)).toList();
        return byIds(ids, query -> mongo.find(query, DaySheet.class, CollectionNames.DAY_SHEETS))
                .collect(Collectors.toMap(DaySheet::date, Function.identity()));
    }

    /** The day sheet of a node; empty for a day without a report. */
    public Optional<DaySheet> day(String campaign, String node, LocalDate date) {
        return find(Keys.sheet(campaign, node, date), DaySheet.class, CollectionNames.DAY_SHEETS);
    }

    /** The register of the verifications of a unit as of a day. */
    public Optional<Register> verifications(String campaign, String unit, LocalDate asOf) {
        return find(Keys.node(campaign, unit), NodeProgress.class, CollectionNames.PROGRESS)
                .map(progress -> progress.verifications().get(asOf));
    }

    /** How far each partition is counted; one that was never counted is absent. */
    public List<AppliedPosition> positions() {
        return mongo.findAll(AppliedPosition.class, CollectionNames.POSITIONS);
    }

    /** When the store last lost what it had counted, if it ever did. */
    public Optional<StoreLoss> lastLoss() {
        return mongo.findAll(StoreLoss.class, CollectionNames.STORE_LOSSES).stream()
                .max(Comparator.comparing(StoreLoss::at));
    }

    /** How fresh a campaign's figures are: every report that is counted is counted in a root. */
    public Freshness freshness(Plan plan, Instant now) {
        Instant newest = read(plan.campaign(), plan.roots()).values().stream()
                .map(root -> root.lastReceivedAt(plan.header().to()))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new Freshness(newest, now);
    }

    /** Whether everything up to and including the record is in the figures. */
    public boolean applied(int partition, long offset) {
        return find(Keys.partition(Topics.ACTIVATIONS, partition), AppliedPosition.class, CollectionNames.POSITIONS)
                .filter(position -> position.offset() > offset)
                .isPresent();
    }

    /** Why the record was put aside, if it was. */
    public Optional<DeadLetter> deadLetter(int partition, long offset) {
        String id = Keys.record(Topics.ACTIVATIONS, partition, offset);
        return find(id, DeadLetter.class, CollectionNames.DEAD_LETTERS);
    }

    private <T> Optional<T> find(String id, Class<T> type, String collection) {
        return Optional.ofNullable(mongo.findById(id, type, collection));
    }

    /** The documents of the ids; those that do not exist are left out. */
    private static <T> Stream<T> byIds(List<String> ids, Function<Query, List<T>> find) {
        return chunks(ids).flatMap(chunk -> find.apply(query(where("_id").in(chunk))).stream());
    }

    private static <T> Stream<List<T>> chunks(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + CHUNK_SIZE)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + CHUNK_SIZE)));
    }
}
