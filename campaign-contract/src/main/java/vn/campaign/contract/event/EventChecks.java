package vn.campaign.contract.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every event's JSON Schema demands. Campaign, unit, source and indicator become parts of keys and names of fields in
 * the store, so what passes can be stored there.
 */
final class EventChecks {

    private static final int MAX_CODE = 64;
    private static final int MAX_NOTE = 500;
    private static final int MAX_ACCOUNT = 128;
    private static final int MAX_COUNTS = 1_000;
    /** More than there are people. */
    private static final long MAX_COUNT = 10_000_000_000L;
    /** The largest whole number up to which JSON's readers are exact. */
    private static final long MAX_VERSION = (1L << 53) - 1;

    /** Dates and instants outside these bounds overflow arithmetic; no campaign needs them. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private EventChecks() {}

    static void required(
            String eventId,
            String campaign,
            String unit,
            LocalDate day,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by) {
        requireNonNull(eventId, "eventId");
        require(isCode(campaign), "campaign");
        require(isCode(unit), "unit");
        requireNonNull(day, "date");
        require(day.getYear() >= 1 && day.getYear() <= 9999, "date");
        require(isTime(observedAt), "observedAt");
        require(isTime(receivedAt), "receivedAt");
        require(planVersion >= 1 && planVersion <= MAX_VERSION, "planVersion");
        require(by == null || !by.isEmpty() && isText(by, MAX_ACCOUNT), "by");
    }

    static void source(String source) {
        require(source != null && SourceName.isName(source), "source");
    }

    static void note(@Nullable String note) {
        require(note == null || isText(note, MAX_NOTE), "note");
    }

    /** The counts in the order of their codes. */
    static Map<String, Long> counts(Map<String, Long> counts) {
        require(counts != null && !counts.isEmpty() && counts.size() <= MAX_COUNTS, "counts");
        Map<String, Long> sorted = new TreeMap<>(counts);
        sorted.forEach((indicator, count) -> {
            require(isIndicator(indicator), "counts");
            require(count != null && count >= 0 && count <= MAX_COUNT, "counts");
        });
        return Collections.unmodifiableMap(sorted);
    }

    /** Lower-case letters and digits joined by hyphens; an expression costs ten times as much. */
    private static boolean isCode(String text) {
        if (text == null || text.length() > MAX_CODE) {
            return false;
        }
        boolean hyphenAllowed = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean joined = each == '-' && hyphenAllowed;
            if (!joined && !isBetween('a', each, 'z') && !isBetween('0', each, '9')) {
                return false;
            }
            hyphenAllowed = !joined;
        }
        return hyphenAllowed;
    }

    /** Capitals, digits and underscores, a capital first. */
    private static boolean isIndicator(String text) {
        if (text.isEmpty() || text.length() > MAX_CODE || !isBetween('A', text.charAt(0), 'Z')) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each != '_' && !isBetween('A', each, 'Z') && !isBetween('0', each, '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBetween(char first, char each, char last) {
        return each >= first && each <= last;
    }

    private static boolean isTime(Instant instant) {
        return instant != null
                && !instant.isBefore(EARLIEST)
                && !instant.isAfter(LATEST)
                && instant.getNano() % 1_000_000 == 0;
    }

    /** Neither a control character nor half of a surrogate pair, which no encoding can carry. */
    private static boolean isText(String text, int maxCharacters) {
        int characters = 0;
        for (int i = 0; i < text.length(); characters++) {
            int each = text.codePointAt(i);
            if (Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE) {
                return false;
            }
            i += Character.charCount(each);
        }
        return characters <= maxCharacters;
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is not as the schema demands");
        }
    }
}
