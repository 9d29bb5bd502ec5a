package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.testing.UnitPlanBuilder;

/** The summaries as CSV and as a workbook, on the evening of 21 June 2023 at 17:31. */
class SummaryFilesIT extends RunningService {

    /** Thuận An reports on both days, 20 June late; the other hamlets do not, so the commune shows what it does. */
    @BeforeEach
    void oneHamletReports() {
        ReportedProgress progress = ReportedProgress.nothing()
                .late("2023-06-20", 5)
                .activated("2023-06-21", 12)
                .stated("2023-06-20", 150, 153);
        store.put(progress.of(ThanhAn.HAMLET));
        store.put(progress.of(ThanhAn.COMMUNE));
    }

    @Test
    void theCsvOpensInASpreadsheetAndHoldsNoFormula() {
        UnitPlan hamlet = ThanhAn.units().get(1);
        store.put(renamed(hamlet, "=HYPERLINK(\"http://example.org\")"));
        store.put(ThanhAn.header(2));
        // while one reads a new plan, others go on with the one before
        await().until(() -> new String(file("/phases/1/summary.csv"), StandardCharsets.UTF_8).contains("HYPERLINK"));
        String csv = new String(file("/phases/1/summary.csv"), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFFGiai đoạn,Tính đến hết ngày,Loại,Mã,Đơn vị,Kích hoạt: Chỉ tiêu giao");

        List<NamedCsvRecord> rows =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(csv.substring(1)).stream()
                        .toList();
        assertThat(rows).hasSize(12 + 10);
        NamedCsvRecord first = rows.get(0);
        assertThat(first.getField("Đơn vị")).isEqualTo("'=HYPERLINK(\"http://example.org\")");
        assertThat(first.getField("Tính đến hết ngày")).isEqualTo("2023-06-21");
        assertThat(first.getField("Kích hoạt: Đạt được")).isEqualTo("165");
        assertThat(first.getField("Kích hoạt: % của chỉ tiêu")).isEqualTo("32.4");
        assertThat(first.getField("Kích hoạt: Báo cáo trong kỳ")).isEqualTo("17");
        assertThat(first.getField("Kích hoạt: Lũy kế, gồm kết quả ban đầu")).isEqualTo("165");
        assertThat(first.getField("Chỉ tiêu để xếp hạng")).isEqualTo("509");
        assertThat(rows.get(11).getField("Kích hoạt: Đạt so với mức tối thiểu")).isEqualTo("17");
        assertThat(first.getField("Kích hoạt: Đã đối sánh")).isEqualTo("150");
        assertThat(first.getField("Kích hoạt: % đơn vị đã đối sánh")).isEqualTo("100");
        assertThat(rows.get(11).getField("Đơn vị")).isEqualTo("Tổng cộng: Thanh An");
        assertThat(new String(file("/final-summary.csv?lang=en"), StandardCharsets.UTF_8))
                .startsWith("\uFEFFPhase,")
                .contains("Whole campaign");
        store.put(hamlet);
        store.put(ThanhAn.header(3));
        http.get().uri(API + "/progress").exchange().expectStatus().isOk();
    }

    @Test
    void theWorkbookHasNumbersAndASheetForEachDimensionAndTheFindings() throws IOException {
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file("/phases/1/summary.xlsx")))) {
            assertThat(workbook.getSheets().map(sheet -> sheet.getName()))
                    .containsExactly("Theo địa bàn", "Theo tổ chức", "Sai lệch trong kế hoạch");
            List<Row> territories = workbook.getFirstSheet().read();
            Row headings = territories.get(1);
            Row hamlet = territories.get(2);
            Row commune = territories.get(13);
            int achieved = column(headings, "Kích hoạt: Đạt được");
            assertThat(hamlet.getCell(achieved).getType()).isEqualTo(CellType.NUMBER);
            assertThat(hamlet.getCellAsNumber(achieved)).hasValue(new BigDecimal(165));
            assertThat(hamlet.getCellAsString(column(headings, "Đơn vị"))).hasValue("Thuận An");
            assertThat(commune.getCellAsNumber(achieved)).hasValue(new BigDecimal(1831));
            assertThat(hamlet.getCell(1).asDate().toLocalDate()).isEqualTo("2023-06-21");
        }
        assertThat(file("/final-summary.xlsx")).startsWith('P', 'K');
    }

    private static int column(Row headings, String heading) {
        for (int column = 0; column < headings.getCellCount(); column++) {
            if (headings.getCellAsString(column).orElse("").equals(heading)) {
                return column;
            }
        }
        throw new AssertionError("no column " + heading);
    }

    private byte[] file(String path) {
        return http.get()
                .uri(API + path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment; filename=\"thanh-an-2023-.*2023-06-21\\..*\"")
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    private static UnitPlan renamed(UnitPlan unit, String name) {
        return new UnitPlanBuilder(unit)
                .version(unit.version() + 1)
                .name(name, null)
                .build();
    }
}
