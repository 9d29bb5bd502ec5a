package vn.campaign.faults;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a source states of a unit's day; sent again, it is the same statement.
 *
 * @param counts persons by indicator, or null to withdraw
 */
record SentReport(String unit, LocalDate date, String source, Instant observedAt, @Nullable Map<String, Long> counts) {

    boolean withdrawal() {
        return counts == null;
    }

    /** The path and query of its request below a campaign's address. */
    String address() {
        String path = "/units/" + unit + "/reports/" + date;
        return withdrawal() ? path + "?source=" + source + "&observedAt=" + observedAt : path;
    }

    /** The body of its request. */
    String body() {
        String numbers = counts.entrySet().stream()
                .map(count -> "\"" + count.getKey() + "\":" + count.getValue())
                .collect(Collectors.joining(","));
        return "{\"counts\":{%s},\"source\":\"%s\",\"observedAt\":\"%s\"}".formatted(numbers, source, observedAt);
    }
}
