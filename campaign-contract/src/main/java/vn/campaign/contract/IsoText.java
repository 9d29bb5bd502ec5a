package vn.campaign.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.ext.javatime.deser.key.LocalDateKeyDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads dates and instants in the form in which the contract writes them, {@code 2023-06-21} and {@code
 * 2023-06-21T10:30:00.123Z}, without a formatter, whose work was a third of what it cost to count an event. Every other form, and every fault, is left to one.
 */
public final class IsoText {

    private static final int DATE = 10;
    private static final int SECOND = 19;
    private static final int NANO_DIGITS = 9;
    private static final int NOT_A_NUMBER = Integer.MIN_VALUE;

    private IsoText() {}

    static SimpleModule module() {
        return new SimpleModule("campaign-iso-text")
                .addDeserializer(Instant.class, new Instants())
                .addDeserializer(LocalDate.class, new Dates())
                .addKeyDeserializer(LocalDate.class, new DateKeys());
    }

    /** Returns null if the text has another form. */
    public static @Nullable Instant instant(String text) {
        int end = text.length() - 1;
        if (end < SECOND || text.charAt(end) != 'Z' || !separated(text)) {
            return null;
        }
        LocalDate date = leadingDate(text);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECOND);
        int nanos = nanos(text, end);
        if (date == null || outside(hour, 23) || outside(minute, 59) || outside(second, 59) || nanos < 0) {
            return null;
        }
        return Instant.ofEpochSecond(date.toEpochDay() * 86_400 + hour * 3_600 + minute * 60 + second, nanos);
    }

    private static boolean separated(String text) {
        return text.charAt(DATE) == 'T' && text.charAt(13) == ':' && text.charAt(16) == ':';
    }

    /** Returns null if the text has another form. */
    public static @Nullable LocalDate date(String text) {
        return text.length() == DATE ? leadingDate(text) : null;
    }

    private static @Nullable LocalDate leadingDate(String text) {
        if (text.length() < DATE || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, DATE);
        if (year < 0
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        return LocalDate.of(year, month, day);
    }

    private static int nanos(String text, int end) {
        if (end == SECOND) {
            return 0;
        }
        int digits = end - SECOND - 1;
        if (text.charAt(SECOND) != '.' || digits < 1 || digits > NANO_DIGITS) {
            return NOT_A_NUMBER;
        }
        int nanos = number(text, SECOND + 1, end);
        for (int i = digits; i < NANO_DIGITS && nanos > 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static boolean outside(int number, int most) {
        return number < 0 || number > most;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static final class Instants extends StdDeserializer<Instant> {

        Instants() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            Instant instant = parser.hasToken(JsonToken.VALUE_STRING) ? instant(parser.getString()) : null;
            return instant == null ? InstantDeserializer.INSTANT.deserialize(parser, context) : instant;
        }
    }

    private static final class Dates extends StdDeserializer<LocalDate> {

        Dates() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : "";
            LocalDate date = date(text);
            return date == null ? LocalDateDeserializer.INSTANCE.deserialize(parser, context) : date;
        }
    }

    private static final class DateKeys extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            LocalDate date = date(key);
            return date == null ? LocalDateKeyDeserializer.INSTANCE.deserializeKey(key, context) : date;
        }
    }
}
