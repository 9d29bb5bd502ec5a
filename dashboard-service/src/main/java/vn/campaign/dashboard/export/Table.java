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
 * @param rows what each row is about, in order
 * @param total whether a row is a sum of others
 */
record Table<T>(String title, List<Column<T>> columns, List<T> rows, Predicate<T> total) {

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
     * @param cell makes its cell from what a row is about: a text, a date, a whole number, a number with decimals or null
     */
    record Column<T>(String heading, Function<T, @Nullable Object> cell) {}

    /** As comma-separated values: UTF-8 with a byte order mark, by which spreadsheets know the encoding. */
    byte[] csv() {
        StringWriter text = new StringWriter().append(BYTE_ORDER_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    columns.stream().map(column -> text(column.heading())).toList());
            rows.forEach(row -> csv.writeRecord(columns.stream()
                    .map(column -> text(column.cell().apply(row)))
                    .toList()));
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
    static byte[] xlsx(Map<String, Table<?>> sheets) {
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
            int widest = columns.get(column).heading().length() / 3;
            for (int row = 0; row < rows.size(); row++) {
                Object value = columns.get(column).cell().apply(rows.get(row));
                write(sheet, HEADINGS + 1 + row, column, value, total.test(rows.get(row)));
                widest = Math.max(widest, value == null ? 0 : value.toString().length());
            }
            // Wide enough for the longest text, in characters; long headings wrap.
            sheet.width(column, Math.min(WIDEST, Math.max(NARROWEST, widest + 2)));
        }
        sheet.freezePane(Math.min(FROZEN_COLUMNS, columns.size()), HEADINGS + 1);
    }

    private static void write(Worksheet sheet, int row, int column, @Nullable Object value, boolean total) {
        var style = sheet.style(row, column);
        if (value instanceof Number number) {
            sheet.value(row, column, number);
            style.format(number instanceof BigDecimal ? "#,##0.0" : "#,##0");
        } else if (value instanceof LocalDate date) {
            sheet.value(row, column, date);
            style.format("dd/mm/yyyy");
        } else if (value != null) {
            sheet.value(row, column, value.toString());
            style.wrapText(true);
        }
        if (total) {
            style.bold().borderStyle("thin");
        }
        style.set();
    }
}
