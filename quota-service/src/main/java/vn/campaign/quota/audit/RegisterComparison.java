package vn.campaign.quota.audit;

import static vn.campaign.contract.CollectionNames.DAY_SHEETS;
import static vn.campaign.contract.CollectionNames.PROGRESS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.mongodb.core.MongoOperations;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.audit.Difference.OfRegister;
import vn.campaign.quota.audit.StoredIds.Stored;
import vn.campaign.quota.mongo.DocumentsById;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;

/** Compares the units' own registers, of which all figures are made, with those that were counted from the topic. */
final class RegisterComparison {

    /** More at once need a store that is counted from nothing. */
    private static final int MAX_DIFFERENCES = 100_000;

    private final MongoOperations live;
    private final MongoOperations recounted;
    private long documents;

    RegisterComparison(MongoOperations live, MongoOperations recounted) {
        this.live = live;
        this.recounted = recounted;
    }

    /** The number of documents that were counted from the topic and compared. */
    long documents() {
        return documents;
    }

    /** The differences of all documents of either store; of very many the first. */
    List<OfRegister> all() {
        List<OfRegister> found = new ArrayList<>();
        for (String collection : List.of(DAY_SHEETS, PROGRESS)) {
            StoredIds.read(recounted, collection, ids -> {
                documents += ids.size();
                add(found, compare(collection, ids));
            });
            StoredIds.read(live, collection, ids -> {
                Set<String> uncounted = new HashSet<>(ids);
                DocumentsById.find(recounted, ids, Stored.class, collection, "_id")
                        .forEach(counted -> uncounted.remove(counted.id()));
                add(found, compare(collection, uncounted));
            });
        }
        return found;
    }

    private static void add(List<OfRegister> found, List<OfRegister> more) {
        if (found.size() < MAX_DIFFERENCES) {
            found.addAll(more);
        }
    }

    /** The differences of some registers. */
    List<OfRegister> of(Set<RegisterKey> keys) {
        List<OfRegister> found = new ArrayList<>();
        byCollection(keys).forEach((collection, ids) -> found.addAll(compare(collection, ids)));
        found.removeIf(difference -> !keys.contains(difference.key()));
        return found;
    }

    /** What was counted from the topic. */
    Map<RegisterKey, Register> recounted(Collection<RegisterKey> keys) {
        Map<RegisterKey, Register> found = new HashMap<>();
        byCollection(keys).forEach((collection, ids) -> found.putAll(registers(recounted, collection, ids)));
        found.keySet().retainAll(keys);
        return found;
    }

    private static Map<String, Set<String>> byCollection(Collection<RegisterKey> keys) {
        return keys.stream()
                .collect(Collectors.groupingBy(
                        key -> key.source() == null ? PROGRESS : DAY_SHEETS,
                        Collectors.mapping(RegisterKey::document, Collectors.toSet())));
    }

    private List<OfRegister> compare(String collection, Collection<String> ids) {
        Map<RegisterKey, Register> expected = registers(recounted, collection, ids);
        Map<RegisterKey, Register> stored = registers(live, collection, ids);
        Set<RegisterKey> keys = new HashSet<>(expected.keySet());
        keys.addAll(stored.keySet());
        return keys.stream()
                .map(key -> new OfRegister(key, stored.get(key), expected.get(key)))
                .filter(difference ->
                        difference.stored() == null || !difference.stored().equals(difference.expected()))
                .toList();
    }

    private static Map<RegisterKey, Register> registers(
            MongoOperations mongo, String collection, Collection<String> ids) {
        Map<RegisterKey, Register> registers = new HashMap<>();
        if (collection.equals(DAY_SHEETS)) {
            DocumentsById.find(mongo, ids, DaySheet.class, collection, "campaign", "node", "date", "version", "sources")
                    .forEach(sheet -> sheet.sources()
                            .forEach((source, register) -> registers.put(
                                    new RegisterKey(
                                            new NodeDay(new Node(sheet.campaign(), sheet.node()), sheet.date()),
                                            source),
                                    register)));
        } else {
            DocumentsById.find(
                            mongo, ids, NodeProgress.class, collection, "campaign", "node", "version", "verifications")
                    .forEach(progress -> progress.verifications()
                            .forEach((asOf, register) -> registers.put(
                                    new RegisterKey(
                                            new NodeDay(new Node(progress.campaign(), progress.node()), asOf), null),
                                    register)));
        }
        return registers;
    }
}
