package vn.campaign.quota.deadletter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters.
 *
 * @param next where the next page goes on; null on the last
 */
record DeadLetterPage(List<DeadLetterSummary> letters, @Nullable Cursor next) {

    /**
     * Where a page of dead letters ends, written as in {@code 0-120.7-3}. A partition of which nothing is left is not named, so
     * that what arrives while somebody turns pages does not get in between.
     *
     * @param below by partition, the offset below which the next page goes on
     */
    record Cursor(SortedMap<Integer, Long> below) {

        static Optional<Cursor> parse(String text) {
            SortedMap<Integer, Long> below = new TreeMap<>();
            for (String part : text.split("\\.", -1)) {
                Optional<DeadLetterId> end = DeadLetterId.parse(part);
                if (end.isEmpty()) {
                    return Optional.empty();
                }
                below.put(end.get().partition(), end.get().offset());
            }
            return Optional.of(new Cursor(below));
        }

        @Override
        @JsonValue
        public String toString() {
            return below.entrySet().stream()
                    .map((Map.Entry<Integer, Long> end) -> new DeadLetterId(end.getKey(), end.getValue()).toString())
                    .collect(Collectors.joining("."));
        }
    }
}
