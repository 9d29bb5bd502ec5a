package vn.campaign.quota.plan.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import vn.campaign.web.problem.ApiException;

/** The first sheet of a workbook as lines of text, its first row the columns of {@link UnitColumns}. */
final class UnitXlsx {

    private static final int MAX_FILE = 16 << 20;
    private static final long MAX_CONTENT = 256L << 20;

    private static final int MAX_DIGITS = 30;
    /** 31 December 9999, as workbooks count days. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

    private UnitXlsx() {}

    /** @param lines takes the cells of each line and its number */
    static void read(InputStream body, ObjLongConsumer<List<String>> lines) throws IOException {
        byte[] file = body.readNBytes(MAX_FILE + 1);
        guard(file);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                var rows = workbook.getFirstSheet().openStream()) {
            List<String> columns = new ArrayList<>();
            rows.forEach(row -> {
                List<String> cells = cells(row, columns);
                if (columns.isEmpty() || cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    lines.accept(cells, row.getRowNum());
                }
                if (columns.isEmpty()) {
                    columns.addAll(cells);
                }
            });
        } catch (ExcelReaderException broken) {
            throw ApiException.malformed(null, "is not a workbook that can be read");
        }
    }

    /** A small file can unpack to more than any memory holds. */
    private static void guard(byte[] file) {
        if (file.length > MAX_FILE) {
            throw tooLarge();
        }
        long unpacked = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                        unpacked += read;
                        if (unpacked > MAX_CONTENT) {
                            throw tooLarge();
                        }
                    }
                }
            }
        } catch (IOException broken) {
            // it is read from memory, so the file itself is at fault
            throw ApiException.malformed(null, "is not a workbook that can be read");
        }
    }

    private static ApiException tooLarge() {
        return ApiException.tooLarge(
                "a workbook has at most " + MAX_FILE + " bytes, and " + MAX_CONTENT + " when unpacked");
    }

    /** As many cells as there are columns; cells that the row leaves out are empty. */
    private static List<String> cells(Row row, List<String> columns) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.max(columns.size(), row.getCellCount()); i++) {
            String column = i < columns.size() ? columns.get(i) : "";
            cells.add(row.getOptionalCell(i).map(cell -> text(cell, column)).orElse(""));
        }
        while (cells.size() > columns.size()
                && !columns.isEmpty()
                && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    private static String text(Cell cell, String column) {
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText().strip();
        }
        BigDecimal number = cell.asNumber().stripTrailingZeros();
        if (Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS) {
            // Refused further on; written out, 1e999999999 would fill any memory.
            return number.toString();
        }
        boolean date = column.endsWith("_from") || column.startsWith("due:");
        return date && number.signum() > 0 && number.compareTo(LAST_DAY) <= 0
                ? cell.asDate().toLocalDate().toString()
                : number.toPlainString();
    }
}
