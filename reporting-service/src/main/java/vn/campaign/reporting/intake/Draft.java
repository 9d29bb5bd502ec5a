package vn.campaign.reporting.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import vn.campaign.reporting.intake.Reading.Readable;
import vn.campaign.reporting.intake.Reading.Unreadable;

/**
 * A statement while it is being read, field by field, from whatever format; the first fault decides. A reader goes on
 * after a fault, so that it finds the end of a broken line by itself.
 */
public final class Draft {

    /** Far more than a campaign has indicators, and little memory. */
    private static final int MAX_COUNTS = 1_000;

    private final Form form;
    private final List<String> fields;
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, BigDecimal> counts = new LinkedHashMap<>();
    private Refusal refusal;

    private Draft(Form form, List<String> fields) {
        this.form = form;
        this.fields = fields;
    }

    /** A body whose unit and day are in the address. */
    public static Draft at(Form form, String unit, String day) {
        Draft draft = new Draft(form, form.bodyFields());
        draft.texts.put("unit", unit);
        draft.texts.put(form.dayField(), day);
        return draft;
    }

    /** A line of a bulk request, which states its unit and day itself. */
    public static Draft line(Form form) {
        return new Draft(form, form.lineFields());
    }

    /** Opens a field; false when its value is not wanted, because it is unknown or came before. */
    public boolean open(String field) {
        if (!field.equals("counts") && !fields.contains(field)) {
            return refuse(RefusalCode.UNKNOWN_FIELD, field, "There is no such field here.");
        }
        return seen.add(field) || refuse(RefusalCode.DUPLICATE_KEY, field, "The field is given twice.");
    }

    /** The text of an opened field; null, like a field that is left out, states nothing. */
    public void text(String field, String value) {
        texts.put(field, value);
    }

    /** One count, exactly as written. */
    public void count(String indicator, BigDecimal count) {
        if (counts.size() == MAX_COUNTS) {
            refuse(RefusalCode.TOO_LARGE, "counts", "At most " + MAX_COUNTS + " counts are read.");
        } else if (counts.put(indicator, count) != null) {
            refuse(RefusalCode.DUPLICATE_KEY, "counts." + indicator, "The indicator is given twice.");
        }
    }

    /** Notes a fault that the reader found; always false. */
    public boolean refuse(RefusalCode code, String field, String detail) {
        if (refusal == null) {
            refusal = new Refusal(code, field, detail);
        }
        return false;
    }

    /** What was read, as a statement of counts. */
    public Reading statement() {
        return reading((unit, day, observedAt) -> switch (form) {
            case REPORT -> new Statement.Report(unit, day, source(), new Counts(counts), note(), observedAt);
            case VERIFICATION -> new Statement.Verification(unit, day, new Counts(counts), observedAt);
        });
    }

    /** What was read, as taking back what was stated before. */
    public Reading withdrawal() {
        return reading((unit, day, observedAt) -> switch (form) {
            case REPORT -> new Statement.ReportWithdrawal(unit, day, source(), observedAt);
            case VERIFICATION -> new Statement.VerificationWithdrawal(unit, day, observedAt);
        });
    }

    private Reading reading(Maker maker) {
        String unit = required("unit");
        String dayText = required(form.dayField());
        LocalDate day = parsed(form.dayField(), dayText, Texts::day, "A date is written 2023-06-21.");
        Instant observedAt = parsed(
                "observedAt",
                texts.get("observedAt"),
                Texts::instant,
                "An instant is written with its offset: 2023-06-21T17:30:00+07:00.");
        Statement statement = maker.make(unit, day, observedAt);
        return refusal == null ? new Readable(statement) : new Unreadable(refusal);
    }

    private String source() {
        return matching(
                "source",
                texts.get("source") == null ? "unit" : texts.get("source"),
                Texts::isSource,
                "A source is 1 to 64 letters, digits, _ and -, and begins with a letter or digit.");
    }

    private String note() {
        return matching(
                "note", texts.get("note"), Texts::isNote, "A note is at most 500 characters, none of them control.");
    }

    private String required(String field) {
        String text = texts.get(field);
        if (text == null) {
            refuse(RefusalCode.MALFORMED, field, "The field is missing.");
        }
        return text;
    }

    private <T> T parsed(String field, String text, Function<String, Optional<T>> parser, String detail) {
        Optional<T> value = text == null ? Optional.empty() : parser.apply(text);
        if (text != null && value.isEmpty()) {
            refuse(RefusalCode.MALFORMED, field, detail);
        }
        return value.orElse(null);
    }

    private String matching(String field, String text, Predicate<String> rule, String detail) {
        if (text != null && !rule.test(text)) {
            refuse(RefusalCode.MALFORMED, field, detail);
        }
        return text;
    }

    /** Makes a statement of what every statement has. */
    private interface Maker {
        Statement make(String unit, LocalDate day, Instant observedAt);
    }
}
