package vn.campaign.system.books;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What differs between the books and an answer. */
public final class Comparison {

    private final List<String> differences = new ArrayList<>();
    private long compared;

    /** Compares every value of the books with the answer's. */
    public void of(String where, Map<String, Object> books, JsonNode answer) {
        books.forEach((path, expected) -> {
            JsonNode found = answer;
            for (String step : path.split("\\.")) {
                found = found.path(step);
            }
            compared++;
            if (!same(expected, found)) {
                differences.add("%s %s: the books say %s, the answer %s".formatted(where, path, expected, found));
            }
        });
    }

    /** Compares lists of codes. */
    public void of(String where, List<String> books, List<String> answer) {
        compared++;
        if (!books.equals(answer)) {
            differences.add("%s: the books say %s, the answer %s".formatted(where, books, answer));
        }
    }

    private static boolean same(Object expected, JsonNode found) {
        if (expected == null) {
            return found.isNull() || found.isMissingNode();
        }
        if (expected instanceof Number number) {
            return found.isNumber() && new BigDecimal(number.toString()).compareTo(found.decimalValue()) == 0;
        }
        if (expected instanceof List<?> list) {
            return found.isArray()
                    && found.valueStream().map(JsonNode::asString).toList().equals(list);
        }
        return found.asString("").equals(expected.toString());
    }

    public List<String> differences() {
        return differences;
    }

    /** How many values were compared. */
    public long compared() {
        return compared;
    }
}
