package vn.campaign.dashboard.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table, as comma-separated values or as a sheet of a workbook.
 *
 * @param title what the table is, with its dates
 * @param rows in order
 */
record Table(String title, List<? extends Column<?>> columns, List<Row> rows) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private static final int TITLE = 0;
    private static final int HEADINGS = 1;
    private static final int FROZEN_COLUMNS = 5;
    private static final int WIDEST = 40;
    private static final int NARROWEST = 9;

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

    /**
     * Tables as the sheets of a workbook. Numbers and dates are cells of their kind; a text is never read as a formula.
     *
     * @param sheets by their names, in order
     */
    static byte[] xlsx(Map<String, Table> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "campaign", "1.0")) {
            sheets.forEach((name, table) -> table.writeTo(workbook.newWorksheet(name)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The title, the headings, which stay in sight, and the rows. */
    private void writeTo(Worksheet sheet) {
        sheet.value(TITLE, 0, title);
        sheet.style(TITLE, 0).bold().fontSize(14).set();
        for (int column = 0; column < columns.size(); column++) {
            sheet.value(HEADINGS, column, columns.get(column).heading());
            sheet.style(HEADINGS, column)
                    .bold()
                    .wrapText(true)
                    .verticalAlignment("center")
                    .set();
            sheet.width(column, width(column));
            for (int row = 0; row < rows.size(); row++) {
                cell(sheet, HEADINGS + 1 + row, column, columns.get(column).format(), rows.get(row));
            }
        }
        sheet.freezePane(Math.min(FROZEN_COLUMNS, columns.size()), HEADINGS + 1);
    }

    private static void cell(Worksheet sheet, int row, int column, Format format, Row values) {
        Object value = values.cells().get(column);
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof LocalDate date) {
            sheet.value(row, column, date);
        } else if (value != null) {
            sheet.value(row, column, value.toString());
        }
        var style = sheet.style(row, column);
        switch (format) {
            case COUNT -> style.format("#,##0");
            case PERCENT -> style.format("#,##0.0");
            case DATE -> style.format("dd/mm/yyyy");
            case TEXT -> style.wrapText(true);
        }
        if (values.total()) {
            style.bold().borderStyle("thin");
        }
        style.set();
    }

    /** Wide enough for the longest text, in characters; long headings wrap. */
    private double width(int column) {
        int longest = rows.stream()
                .map(row -> row.cells().get(column))
                .mapToInt(cell -> cell == null ? 0 : cell.toString().length())
                .max()
                .orElse(0);
        int heading = columns.get(column).heading().length() / 3;
        return Math.min(WIDEST, Math.max(NARROWEST, Math.max(longest, heading) + 2));
    }
}
