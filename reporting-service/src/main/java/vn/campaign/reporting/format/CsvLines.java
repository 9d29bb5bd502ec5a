package vn.campaign.reporting.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;

/** Comma-separated values in UTF-8 with a header; an empty cell states nothing. */
final class CsvLines implements Lines {

    /** As in JSON, so that a number means the same in each format. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?([eE][+-]?\\d{1,3})?");

    private final Kind kind;
    private final Iterator<CsvRecord> records;
    private final List<String> columns;
    private long number;
    private boolean ended;

    CsvLines(InputStream body, Kind kind, Set<String> indicators) throws IOException {
        this.kind = kind;
        // Given a decoder, the reader refuses bytes that are not UTF-8 instead of replacing them.
        this.records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(Line.MAX_BYTES)
                .build(
                        CsvRecordHandler.of(
                                limits -> limits.maxFieldSize(Line.MAX_BYTES).maxRecordSize(Line.MAX_BYTES)),
                        new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder()))
                .iterator();
        this.columns = header(indicators);
    }

    @Override
    public @Nullable Line next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord cells = records.next();
            number = cells.getStartingLineNumber();
            return line(cells);
        } catch (CsvParseException | UncheckedIOException broken) {
            ended = true;
            number++;
            return Line.refused(number, RefusalCode.MALFORMED, null, faultIn(broken) + " Nothing after it was read.");
        }
    }

    private Line line(CsvRecord cells) {
        if (cells.getFieldCount() != columns.size()) {
            return Line.refused(number, RefusalCode.MALFORMED, null, "The line has not as many cells as the header.");
        }
        Map<String, String> texts = new HashMap<>();
        Map<String, BigDecimal> counts = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            String cell = cells.getField(i);
            if (cell.isEmpty()) {
                continue;
            }
            if (kind.lineFields().contains(column)) {
                texts.put(column, cell);
            } else if (NUMBER.matcher(cell).matches()) {
                counts.put(column, new BigDecimal(cell));
            } else {
                return Line.refused(number, RefusalCode.MALFORMED, "counts." + column, "A count is a number.");
            }
        }
        return Line.of(
                number,
                new Submission(
                        kind,
                        texts.get("unit"),
                        texts.get(kind.dayField()),
                        counts,
                        texts.get("source"),
                        texts.get("observedAt"),
                        texts.get("note")));
    }

    private List<String> header(Set<String> indicators) throws IOException {
        List<String> header = List.of();
        try {
            if (records.hasNext()) {
                CsvRecord first = records.next();
                number = first.getStartingLineNumber();
                header = first.getFields();
            }
        } catch (CsvParseException | UncheckedIOException broken) {
            throw new BodyRefusedException(RefusalCode.MALFORMED, null, faultIn(broken));
        }
        Set<String> known = new HashSet<>();
        for (String column : header) {
            if (!kind.lineFields().contains(column) && !indicators.contains(column)) {
                throw new BodyRefusedException(RefusalCode.UNKNOWN_FIELD, column, "There is no such column.");
            }
            if (!known.add(column)) {
                throw new BodyRefusedException(RefusalCode.DUPLICATE_KEY, column, "The column is given twice.");
            }
        }
        for (String column : List.of("unit", kind.dayField())) {
            if (!known.contains(column)) {
                throw new BodyRefusedException(RefusalCode.MALFORMED, column, "The column is missing.");
            }
        }
        return header;
    }

    /** The reader wraps whatever it meets, also that nobody goes on sending. */
    private static String faultIn(RuntimeException broken) throws IOException {
        Throwable cause = broken.getCause();
        if (cause instanceof IOException interrupted && !(interrupted instanceof CharacterCodingException)) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException ended && !(ended instanceof CsvParseException)) {
            throw ended;
        }
        return "This is not well-formed CSV in UTF-8, or a line is longer than " + Line.MAX_BYTES + " characters.";
    }
}
