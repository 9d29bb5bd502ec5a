package vn.campaign.quota.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Splits what is too much for one command. */
public final class Chunks {

    /** More ids than this in one {@code $in} cost more than another round trip. */
    public static final int MAX_IDS = 300;

    private Chunks() {}

    /** Returns all elements in their order, at most {@code size} in each list. */
    public static <T> List<List<T>> of(Collection<T> all, int size) {
        List<T> elements = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += size) {
            chunks.add(elements.subList(from, Math.min(elements.size(), from + size)));
        }
        return chunks;
    }
}
