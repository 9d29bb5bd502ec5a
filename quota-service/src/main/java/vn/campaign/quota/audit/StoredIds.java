package vn.campaign.quota.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import vn.campaign.quota.mongo.Chunks;

/** Walks the ids of whole collections in their order, without keeping more of them than are worked on. */
final class StoredIds {

    private StoredIds() {}

    record Stored(@Id String id) {}

    /** Passes on all ids of a collection, at most {@link Chunks#MAX_IDS} at once. */
    static void read(MongoOperations mongo, String collection, Consumer<List<String>> chunks) {
        Query ids = new Query().with(Sort.by("_id"));
        ids.fields().include("_id");
        List<String> chunk = new ArrayList<>(Chunks.MAX_IDS);
        try (Stream<Stored> all = mongo.stream(ids, Stored.class, collection)) {
            all.forEach(stored -> {
                chunk.add(stored.id());
                if (chunk.size() == Chunks.MAX_IDS) {
                    chunks.accept(List.copyOf(chunk));
                    chunk.clear();
                }
            });
        }
        if (!chunk.isEmpty()) {
            chunks.accept(chunk);
        }
    }
}
