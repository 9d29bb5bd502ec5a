package vn.campaign.reporting.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.campaign.contract.IsoText;

/** How the texts of a statement must be written; empty where one is not. */
final class Texts {

    private static final Pattern SOURCE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}");
    private static final int MAX_NOTE = 500;
    /** RFC 3339, which CloudEvents asks for, has years of four digits. */
    private static final int LAST_YEAR = 9999;

    private Texts() {}

    static Optional<LocalDate> day(String text) {
        LocalDate usual = IsoText.date(text);
        try {
            return Optional.of(usual == null ? LocalDate.parse(text) : usual);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    static Optional<Instant> instant(String text) {
        Instant usual = IsoText.instant(text);
        try {
            Instant time = usual == null ? OffsetDateTime.parse(text).toInstant() : usual;
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            return year < 0 || year > LAST_YEAR ? Optional.empty() : Optional.of(time.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    static boolean isSource(String text) {
        return SOURCE.matcher(text).matches();
    }

    static boolean isNote(String text) {
        return text.codePointCount(0, text.length()) <= MAX_NOTE
                && text.codePoints().allMatch(Texts::isPrintable);
    }

    /** Neither a control character nor half of a surrogate pair, which no encoding can carry. */
    static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
