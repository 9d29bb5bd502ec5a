package vn.campaign.testing;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.springframework.test.context.event.annotation.AfterTestClass;

/**
 * Records what the service under test asks the document store, and fails the test class after which a query is neither by
 * {@code _id} nor served by an index that the service has created, or a write is not to one {@code _id}, the shard key.
 */
public final class StoreCommands implements CommandListener {

    private static final String PACKAGE = "vn.campaign.";
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Map<Query, String> senders = new ConcurrentHashMap<>();
    private final Set<Index> indexes = ConcurrentHashMap.newKeySet();

    /**
     * The form of a query, or of a write's filter.
     *
     * @param equal fields that are compared with one value
     * @param others fields of all other conditions, and operators above fields
     * @param order fields with their directions
     */
    private record Query(
            String command, String collection, SortedSet<String> equal, SortedSet<String> others, List<String> order) {

        static Query of(String command, String collection, BsonDocument filter, BsonDocument sort) {
            SortedSet<String> equal = new TreeSet<>();
            SortedSet<String> others = new TreeSet<>();
            filter.forEach((field, value) -> (isOperator(value) || field.startsWith("$") ? others : equal).add(field));
            return new Query(command, collection, equal, others, fields(sort));
        }

        private static boolean isOperator(BsonValue value) {
            return value.isRegularExpression()
                    || value.isDocument()
                            && value.asDocument().keySet().stream().anyMatch(key -> key.startsWith("$"));
        }

        boolean isWrite() {
            return Set.of("update", "delete", "findAndModify").contains(command);
        }

        /** A whole collection is read in any order of its own. */
        boolean isById() {
            return equal.contains("_id")
                    || !isWrite()
                            && (others.contains("_id")
                                    || isOfAll() && Set.of("", "_id:1").contains(String.join(" ", order)));
        }

        private boolean isOfAll() {
            return equal.isEmpty() && others.isEmpty();
        }

        @Override
        public String toString() {
            return "%s %s by %s and %s in the order of %s".formatted(command, collection, equal, others, order);
        }
    }

    /** @param fields with their directions */
    private record Index(String collection, List<String> fields) {

        /** Whether it begins with the fields that are compared for equality, and goes on with those of the order or range. */
        boolean serves(Query query) {
            int equal = query.equal().size();
            if (!collection.equals(query.collection()) || fields.size() < equal) {
                return false;
            }
            List<String> next = fields.subList(equal, fields.size());
            return names(fields.subList(0, equal)).equals(query.equal())
                    && next.size() >= query.order().size()
                    && next.subList(0, query.order().size()).equals(query.order())
                    && names(next.subList(
                                    0,
                                    Math.min(
                                            next.size(),
                                            Math.max(
                                                    query.order().size(),
                                                    query.others().size()))))
                            .containsAll(query.others());
        }

        private static Set<String> names(List<String> fields) {
            return fields.stream()
                    .map(field -> field.substring(0, field.indexOf(':')))
                    .collect(toSet());
        }
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        String sender = sender();
        if (sender != null) {
            add(sender, event.getCommand());
        }
    }

    /** The class of the service that sends a command on this thread; null where a test does, or the framework. */
    private static String sender() {
        return STACK.walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.getName().startsWith(PACKAGE))
                        .filter(type -> !type.getPackage().equals(StoreCommands.class.getPackage()))
                        .findFirst())
                .map(type -> isTest(type) ? null : type.getName())
                .orElse(null);
    }

    private static boolean isTest(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith("/test-classes/");
    }

    /** Adds a command that was sent. */
    public void add(String sender, BsonDocument command) {
        String name = command.getFirstKey();
        switch (name) {
            case "find" -> add(sender, command, document(command, "filter"), document(command, "sort"));
            case "count", "distinct" -> add(sender, command, document(command, "query"), new BsonDocument());
            case "findAndModify" -> add(sender, command, document(command, "query"), document(command, "sort"));
            case "aggregate" -> {
                List<BsonValue> stages = command.getArray("pipeline");
                BsonDocument first =
                        stages.isEmpty() ? new BsonDocument() : stages.get(0).asDocument();
                add(sender, command, document(first, "$match"), new BsonDocument());
            }
            case "update", "delete" ->
                command.getArray(name + "s")
                        .forEach(write -> add(sender, command, document(write.asDocument(), "q"), new BsonDocument()));
            case "createIndexes" ->
                command.getArray("indexes")
                        .forEach(index -> indexes.add(new Index(
                                command.getString(name).getValue(), fields(document(index.asDocument(), "key")))));
            default -> {
                // Neither asks for documents nor changes them.
            }
        }
    }

    private void add(String sender, BsonDocument command, BsonDocument filter, BsonDocument sort) {
        String name = command.getFirstKey();
        senders.putIfAbsent(Query.of(name, command.getString(name).getValue(), filter, sort), sender);
    }

    private static BsonDocument document(BsonDocument of, String field) {
        return of.getDocument(field, new BsonDocument());
    }

    private static List<String> fields(BsonDocument keys) {
        return keys.entrySet().stream()
                .map(key -> key.getKey() + ":" + key.getValue().asNumber().intValue())
                .toList();
    }

    /** The queries that no index serves, and the writes that are not to one {@code _id}, each with what sent it first. */
    public List<String> notIndexed() {
        List<String> found = new ArrayList<>();
        senders.forEach((query, sender) -> {
            if (!query.isById() && (query.isWrite() || indexes.stream().noneMatch(index -> index.serves(query)))) {
                found.add(sender + ": " + query);
            }
        });
        return found;
    }

    /** The indexes that serve none of the queries. */
    public List<String> unusedIndexes() {
        return indexes.stream()
                .filter(index -> senders.keySet().stream().noneMatch(query -> !query.isById() && index.serves(query)))
                .map(Index::toString)
                .toList();
    }

    /** All queries and writes, a line each. */
    @Override
    public String toString() {
        return senders.keySet().stream().map(Query::toString).sorted().collect(joining("\n"));
    }

    /** The service creates its indexes some time after it has started. */
    @AfterTestClass
    void everythingIsIndexed() {
        await().untilAsserted(() -> assertThat(notIndexed()).isEmpty());
    }
}
