package vn.campaign.reporting.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.IsoText;
import vn.campaign.reporting.intake.Outcome.Rejected;

/** How the texts of a submission must be written. */
final class Syntax {

    private static final int MAX_NOTE = 500;
    /** Far more than a campaign has indicators. */
    private static final int MAX_COUNTS = 1_000;
    /** As in the events' schema; RFC 3339, which CloudEvents requires, has years of four digits. */
    private static final int MAX_YEAR = 9999;

    private Syntax() {}

    /**
     * Why the submission is not well-formed.
     *
     * @param day its day, parsed; null when that failed
     * @param source its source, normalized; null when that failed
     * @param observed its observedAt, parsed; null when that failed
     */
    static Optional<Rejected> refusal(
            Submission submission, @Nullable LocalDate day, @Nullable String source, @Nullable Instant observed) {
        String dayField = submission.kind().dayField();
        if (submission.counts() != null && submission.counts().size() > MAX_COUNTS) {
            return refuse(RefusalCode.TOO_LARGE, "counts", "At most " + MAX_COUNTS + " counts are read.");
        }
        if (submission.unit() == null) {
            return malformed("unit", "The field is missing.");
        }
        if (submission.day() == null) {
            return malformed(dayField, "The field is missing.");
        }
        if (day == null) {
            return malformed(dayField, "A date is written 2023-06-21.");
        }
        if (observed == null) {
            return malformed("observedAt", "An instant is written with its offset: 2023-06-21T17:30:00+07:00.");
        }
        if (source == null) {
            return malformed(
                    "source", "A source is 1 to 64 letters, digits, _ and -, and begins with a letter or digit.");
        }
        return isNote(submission.note())
                ? Optional.empty()
                : malformed("note", "A note is at most 500 characters, none of them control.");
    }

    /** Null for what is no date. */
    static @Nullable LocalDate date(@Nullable String text) {
        try {
            LocalDate usual = text == null ? null : IsoText.date(text);
            return text == null || usual != null ? usual : LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /** To the millisecond; null for what is no instant. */
    static @Nullable Instant instant(String text) {
        try {
            Instant usual = IsoText.instant(text);
            Instant time = usual == null ? OffsetDateTime.parse(text).toInstant() : usual;
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            return year < 1 || year > MAX_YEAR ? null : time.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static boolean isNote(@Nullable String text) {
        return text == null
                || text.codePointCount(0, text.length()) <= MAX_NOTE
                        && text.codePoints().allMatch(Syntax::isPrintable);
    }

    /** Neither a control character nor half of a surrogate pair, which no encoding can carry. */
    static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static Optional<Rejected> malformed(String field, String detail) {
        return refuse(RefusalCode.MALFORMED, field, detail);
    }

    private static Optional<Rejected> refuse(RefusalCode code, String field, String detail) {
        return Optional.of(new Rejected(code, field, detail));
    }
}
