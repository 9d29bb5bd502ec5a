package vn.campaign.dashboard.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Tables as the sheets of a workbook. Numbers and dates are cells of their kind; a text is never read as a formula. */
final class XlsxFile {

    private static final int TITLE = 0;
    private static final int HEADINGS = 1;
    private static final int FROZEN_COLUMNS = 5;
    private static final int WIDEST = 40;
    private static final int NARROWEST = 9;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Workbook workbook = new Workbook(bytes, "campaign", "1.0");

    /** Adds a sheet: the title, the headings, which stay in sight, and the rows. */
    XlsxFile sheet(String name, Table table) {
        Worksheet sheet = workbook.newWorksheet(name);
        sheet.value(TITLE, 0, table.title());
        sheet.style(TITLE, 0).bold().fontSize(14).set();
        var columns = table.columns();
        for (int column = 0; column < columns.size(); column++) {
            sheet.value(HEADINGS, column, columns.get(column).heading());
            sheet.style(HEADINGS, column)
                    .bold()
                    .wrapText(true)
                    .verticalAlignment("center")
                    .set();
            sheet.width(column, width(table, column));
        }
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                Table.Format format = columns.get(column).format();
                cell(sheet, HEADINGS + 1 + row, column, format, table.rows().get(row));
            }
        }
        sheet.freezePane(Math.min(FROZEN_COLUMNS, columns.size()), HEADINGS + 1);
        return this;
    }

    private static void cell(Worksheet sheet, int row, int column, Table.Format format, Table.Row values) {
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
    private static double width(Table table, int column) {
        int longest = table.rows().stream()
                .map(row -> row.cells().get(column))
                .mapToInt(cell -> cell == null ? 0 : cell.toString().length())
                .max()
                .orElse(0);
        int heading = table.columns().get(column).heading().length() / 3;
        return Math.min(WIDEST, Math.max(NARROWEST, Math.max(longest, heading) + 2));
    }

    /** The finished file. */
    byte[] bytes() {
        try {
            workbook.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
