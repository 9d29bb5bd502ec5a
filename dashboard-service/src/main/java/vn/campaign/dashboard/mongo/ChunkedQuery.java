package vn.campaign.dashboard.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.data.mongodb.core.query.Query;

/** Splits what is asked of many documents: more ids than this in one {@code $in} cost more than another round trip. */
final class ChunkedQuery {

    static final int CHUNK_SIZE = 300;

    private ChunkedQuery() {}

    /** The results of all chunks of ids; those that do not exist are left out. */
    static <T> List<T> byId(List<String> ids, Function<Query, List<T>> find) {
        List<T> found = new ArrayList<>(ids.size());
        for (int from = 0; from < ids.size(); from += CHUNK_SIZE) {
            List<String> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK_SIZE));
            found.addAll(find.apply(query(where("_id").in(chunk))));
        }
        return found;
    }
}
