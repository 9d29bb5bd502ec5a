package vn.campaign.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.ext.javatime.deser.key.LocalDateKeyDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads dates and instants in the form in which the contract writes them, {@code 2023-06-21} and {@code
 * 2023-06-21T10:30:00.123Z}, without a formatter, whose work was a third of what it cost to count an event. Any other form,
 * and every fault, is left to the formatter.
 */
public final class IsoText {

    private static final int DATE = 10;
    private static final int SECOND = 19;
    private static final int NANO_DIGITS = 9;
    private static final int INVALID = -1;

    private IsoText() {}

    static SimpleModule module() {
        return new SimpleModule("campaign-iso-text")
                .addDeserializer(Instant.class, reading(Instant.class, IsoText::instant, InstantDeserializer.INSTANT))
                .addDeserializer(
                        LocalDate.class, reading(LocalDate.class, IsoText::date, LocalDateDeserializer.INSTANCE))
                .addKeyDeserializer(LocalDate.class, new KeyDeserializer() {
                    @Override
                    public Object deserializeKey(String key, DeserializationContext context) {
                        LocalDate date = date(key);
                        return date == null ? LocalDateKeyDeserializer.INSTANCE.deserializeKey(key, context) : date;
                    }
                });
    }

    /** Leaves nothing to the formatter. */
    static SimpleModule strictModule() {
        return new SimpleModule("campaign-strict-iso-text")
                .addDeserializer(Instant.class, reading(Instant.class, IsoText::instant, null))
                .addDeserializer(LocalDate.class, reading(LocalDate.class, IsoText::date, null));
    }

    private static <T> ValueDeserializer<T> reading(
            Class<T> type, Function<String, @Nullable T> usual, @Nullable ValueDeserializer<T> any) {
        return new StdDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                T value = parser.hasToken(JsonToken.VALUE_STRING) ? usual.apply(parser.getString()) : null;
                if (value == null && any == null) {
                    return context.reportInputMismatch(
                            type, "dates are written 2023-06-21 and 2023-06-21T10:30:00.123Z");
                }
                return value == null ? any.deserialize(parser, context) : value;
            }
        };
    }

    /** Returns null if the text has another form. */
    public static @Nullable Instant instant(String text) {
        int end = text.length() - 1;
        if (end < SECOND
                || text.charAt(end) != 'Z'
                || text.charAt(DATE) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        LocalDate date = leadingDate(text);
        int hour = number(text, 11, 13, 23);
        int minute = number(text, 14, 16, 59);
        int second = number(text, 17, SECOND, 59);
        int nanos = end == SECOND ? 0 : nanos(text, end);
        return date == null || hour < 0 || minute < 0 || second < 0 || nanos < 0
                ? null
                : Instant.ofEpochSecond(date.toEpochDay() * 86_400 + hour * 3_600 + minute * 60 + second, nanos);
    }

    /** Returns null if the text has another form. */
    public static @Nullable LocalDate date(String text) {
        return text.length() == DATE ? leadingDate(text) : null;
    }

    private static @Nullable LocalDate leadingDate(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = number(text, 0, 4, 9999);
        int month = number(text, 5, 7, 12);
        int day = number(text, 8, DATE, 31);
        boolean exists = year >= 0
                && month >= 1
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return exists ? LocalDate.of(year, month, day) : null;
    }

    private static int nanos(String text, int end) {
        int digits = end - SECOND - 1;
        if (text.charAt(SECOND) != '.' || digits < 1 || digits > NANO_DIGITS) {
            return INVALID;
        }
        int nanos = number(text, SECOND + 1, end, Integer.MAX_VALUE);
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to, int max) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            number = 10 * number + digit;
        }
        return number > max ? INVALID : number;
    }
}
