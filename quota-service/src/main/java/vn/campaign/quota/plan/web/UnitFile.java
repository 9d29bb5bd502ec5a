package vn.campaign.quota.plan.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.web.problem.ApiException;

/** Reads a file of units line by line, in whichever format. */
final class UnitFile {

    static final String NDJSON = MediaType.APPLICATION_NDJSON_VALUE;
    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final int MAX_LINE = 64 << 10;
    private static final int MAX_RECORD = 1 << 20;

    private final String campaign;
    private final ObjLongConsumer<Supplier<UnitPlan>> lines;
    private @Nullable UnitColumns columns;

    private UnitFile(String campaign, ObjLongConsumer<Supplier<UnitPlan>> lines) {
        this.campaign = campaign;
        this.lines = lines;
    }

    /**
     * Gives the lines of a file of a type that is one of the three.
     *
     * @param lines takes the unit of each line, or the {@link ApiException} that says what is wrong with it, and its number
     */
    static void read(String campaign, MediaType type, InputStream body, ObjLongConsumer<Supplier<UnitPlan>> lines)
            throws IOException {
        UnitFile file = new UnitFile(campaign, lines);
        if (type.isCompatibleWith(MediaType.parseMediaType(CSV))) {
            file.csv(body);
        } else if (type.isCompatibleWith(MediaType.parseMediaType(XLSX))) {
            UnitXlsx.read(body, file::cells);
        } else {
            file.ndjson(body);
        }
    }

    private void ndjson(InputStream body) throws IOException {
        try (Reader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            StringBuilder text = new StringBuilder();
            for (long number = 1; next(reader, text); number++) {
                String line = text.toString();
                if (line.length() > MAX_LINE) {
                    reject(number, ApiException.tooLarge("a line has at most " + MAX_LINE + " characters"));
                } else if (!line.isBlank()) {
                    lines.accept(() -> PlanJson.unit(campaign, line), number);
                }
            }
        }
    }

    private void reject(long number, ApiException problem) {
        lines.accept(
                () -> {
                    throw problem;
                },
                number);
    }

    /** Reads a line, of which it keeps no more than is needed to see that it is too long; false at the end. */
    private static boolean next(Reader reader, StringBuilder line) throws IOException {
        line.setLength(0);
        int character = reader.read();
        if (character < 0) {
            return false;
        }
        for (; character >= 0 && character != '\n'; character = reader.read()) {
            if (line.length() <= MAX_LINE) {
                line.append((char) character);
            }
        }
        return true;
    }

    private void csv(InputStream body) throws IOException {
        long last = 1;
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .detectBomHeader(true)
                .maxBufferSize(MAX_RECORD)
                .build(
                        NamedCsvRecordHandler.of(
                                limits -> limits.maxFieldSize(MAX_RECORD).maxRecordSize(MAX_RECORD)),
                        body)) {
            for (NamedCsvRecord record : records) {
                if (columns == null) {
                    cells(record.getHeader(), last);
                }
                last = record.getStartingLineNumber();
                cells(record.getFields(), last);
            }
        } catch (CsvParseException broken) {
            // The reader wraps whatever it meets.
            if (broken.getCause() instanceof ApiException ended) {
                throw ended;
            }
            // What follows cannot be told apart from it.
            reject(
                    last + 1,
                    ApiException.malformed(
                            null, "from here on it is no CSV: a quote stands open, or a line is too long"));
        }
    }

    /** The first line names the columns. */
    private void cells(List<String> cells, long number) {
        if (columns == null) {
            columns = new UnitColumns(cells);
        } else {
            UnitColumns known = columns;
            lines.accept(() -> known.unit(campaign, cells), number);
        }
    }
}
