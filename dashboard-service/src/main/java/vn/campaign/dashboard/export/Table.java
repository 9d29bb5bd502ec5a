package vn.campaign.dashboard.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table as a file shows it.
 *
 * @param title what the table is, with its dates
 * @param rows in order
 */
record Table(String title, List<? extends Column<?>> columns, List<Row> rows) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    /**
     * A column.
     *
     * @param format how its numbers are written
     * @param cell makes its cell from what a row is about: a text, a number, a date or null
     */
    record Column<T>(String heading, Format format, Function<T, @Nullable Object> cell) {}

    /** How numbers of a column are written. */
    enum Format {
        TEXT,
        COUNT,
        /** Percent, one decimal. */
        PERCENT,
        DATE
    }

    /** One row, with a cell for each column. */
    record Row(boolean total, List<@Nullable Object> cells) {}

    /** A table with a row for each of the values. */
    static <T> Table of(String title, List<Column<T>> columns, List<T> values, Predicate<T> total) {
        return new Table(
                title,
                columns,
                values.stream()
                        .map(value -> new Row(
                                total.test(value),
                                columns.stream()
                                        .map(column -> column.cell().apply(value))
                                        .toList()))
                        .toList());
    }

    /** As comma-separated values: UTF-8 with a byte order mark, by which spreadsheets know the encoding. */
    byte[] csv() {
        StringWriter text = new StringWriter().append(BYTE_ORDER_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    columns.stream().map(column -> text(column.heading())).toList());
            rows.forEach(
                    row -> csv.writeRecord(row.cells().stream().map(Table::text).toList()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A text that would be read as a formula is quoted for the spreadsheet; a number never is one. */
    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        String text = value.toString();
        boolean formula = value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
