package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.quota.QuotaIT;

/** What the planner's pages stand on: files of units, what they would change, and the pages themselves. */
@QuotaIT
class PlanFilesIT {

    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String JSON = "application/json";
    private static final String RAISED =
            """
            code,name,name_en,kind,parent,teams,eligible,eligible:2,baseline:ACTIVATED,cumulative:ACTIVATED:1
            xa-co,Xa Cô,Xa Co,TERRITORY,thanh-an,1,433,183,84,300
            ap-moi,Ấp Mới,,TERRITORY,thanh-an,1,,,,50
            """;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theUnitsInForceSentBackChangeNothing() throws Exception {
        plan("round-trip");
        HttpResponse<String> file = get("/api/v1/campaigns/round-trip/units");
        assertThat(file.body())
                .startsWith("\uFEFFcode,name,name_en,kind,parent")
                .contains("Thuận An");

        JsonNode preview = json(put("round-trip/units?dryRun=true", CSV, file.body(), null));
        assertThat(preview.get("accepted").asLong()).isEqualTo(22);
        assertThat(preview.at("/difference/changes").size()).isZero();
        assertThat(preview.at("/difference/findings").size()).isEqualTo(13);
    }

    @Test
    void theDescriptionShowsAFileToUpload() throws Exception {
        JsonNode description = json(get("/v3/api-docs"));
        JsonNode upload = description.at("/paths/~1api~1v1~1campaigns~1{campaign}~1units/put");
        assertThat(upload.get("parameters").valueStream().map(each -> each.get("name")
                        .asString()))
                .containsExactlyInAnyOrder("campaign", "dryRun", "If-Match");
        JsonNode content = upload.at("/requestBody/content");
        assertThat(content.propertyNames()).containsExactlyInAnyOrder(CSV, XLSX, "application/x-ndjson");
        assertThat(content.get(XLSX).get("schema").toString()).isEqualTo("{\"type\":\"string\",\"format\":\"binary\"}");
    }

    @Test
    void theDescriptionShowsAPlanToSend() throws Exception {
        JsonNode description = json(get("/v3/api-docs"));
        JsonNode put = description.at("/paths/~1api~1v1~1campaigns~1{campaign}/put");
        assertThat(put.get("parameters").valueStream().map(each -> each.get("name")
                        .asString()))
                .containsExactlyInAnyOrder("campaign", "dryRun", "If-Match");
        assertThat(put.at("/requestBody/content").toString())
                .isEqualTo("{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/PlanBody\"}}}");
        JsonNode schemas = description.at("/components/schemas");
        assertThat(schemas.at("/PlanBody/properties/units/items").toString())
                .isEqualTo("{\"$ref\":\"#/components/schemas/UnitBody\"}");
        assertThat(schemas.at("/PlanBody/required").toString())
                .isEqualTo("[\"indicators\",\"name\",\"phases\",\"timeZone\"]");
        assertThat(schemas.at("/UnitBody/properties").propertyNames())
                .contains("code", "parent", "targets", "retiredFrom")
                .doesNotContain("campaign", "version", "position", "formerParents");
    }

    @Test
    void aFileIsLookedAtBeforeItIsPutInForce() throws Exception {
        plan("looked-at");
        JsonNode preview = json(put("looked-at/units?dryRun=true", CSV, RAISED, null));
        assertThat(preview.at("/difference/version").asLong()).isEqualTo(1);
        assertThat(preview.at("/difference/added").asLong()).isEqualTo(1);
        assertThat(preview.at("/difference/changed").asLong()).isEqualTo(1);
        JsonNode raised = preview.at("/difference/changes/0");
        assertThat(raised.get("unit").asString()).isEqualTo("xa-co");
        assertThat(raised.at("/after/targets/0/value").asLong()).isEqualTo(300);
        assertThat(preview.at("/difference/findings").size())
                .as("the hamlets' targets no longer add up to the commune's")
                .isGreaterThan(13);
        assertThat(json(get("/api/v1/campaigns/looked-at")).get("version").asLong())
                .as("nothing was written")
                .isEqualTo(1);
        assertThat(json(get("/api/v1/campaigns/looked-at/history")).size()).isEqualTo(23);

        assertThat(put("looked-at/units", CSV, RAISED, "\"1\"").statusCode()).isEqualTo(200);
        JsonNode newest = json(get("/api/v1/campaigns/looked-at/history")).get(0);
        assertThat(newest.get("version").asLong()).isEqualTo(2);
        HttpResponse<String> late = put("looked-at/units", CSV, RAISED, "\"1\"");
        assertThat(json(late).get("code").asString()).isEqualTo("VERSION_CONFLICT");
    }

    @Test
    void aWholePlanIsLookedAtToo() throws Exception {
        String whole = Files.readString(ThanhAn.FILE);
        JsonNode created = json(put("whole?dryRun=true", JSON, whole, null));
        assertThat(created.get("version").asLong()).isZero();
        assertThat(created.get("added").asLong()).isEqualTo(22);
        assertThat(get("/api/v1/campaigns/whole").statusCode()).isEqualTo(404);

        plan("whole");
        String without = whole.replaceFirst("(?m)^.*\"xa-co\".*\\R", "").replaceFirst(",(\\s*])", "$1");
        JsonNode retired = json(put("whole?dryRun=true", JSON, without, null));
        assertThat(retired.get("retired").asLong()).isEqualTo(1);
        assertThat(retired.at("/changes/0/unit").asString()).isEqualTo("xa-co");
    }

    @Test
    void aWorkbookSaysWhatTheSameCsvSays() throws Exception {
        plan("workbook");
        JsonNode fromCsv = json(put("workbook/units?dryRun=true", CSV, RAISED, null));
        HttpResponse<String> looked = put("workbook/units?dryRun=true", XLSX, workbook(RAISED), null);
        assertThat(looked.statusCode()).as(looked.body()).isEqualTo(200);
        JsonNode fromXlsx = json(looked);
        assertThat(fromXlsx.get("difference")).isEqualTo(fromCsv.get("difference"));
        assertThat(fromXlsx.get("accepted").asLong()).isEqualTo(2);
    }

    @Test
    void whatIsNoWorkbookIsRefused() throws Exception {
        plan("no-workbook");
        HttpResponse<String> refused = put("no-workbook/units?dryRun=true", XLSX, "code,name", null);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("code").asString()).isEqualTo("MALFORMED");
    }

    /** 300 MB of zeros make 300 kB. */
    @Test
    void aWorkbookThatUnpacksToMoreThanMemoryHoldsIsRefused() throws Exception {
        plan("bomb");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int megabyte = 0; megabyte < 300; megabyte++) {
                zip.write(zeros);
            }
        }
        HttpResponse<String> refused = put("bomb/units?dryRun=true", XLSX, bomb.toByteArray(), null);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused).get("code").asString()).isEqualTo("TOO_LARGE");
    }

    @Test
    void aCellThatWouldFillMemoryWhenWrittenOutIsRefused() throws Exception {
        plan("cells");
        byte[] huge = workbook(RAISED, new BigDecimal("1e999999999"));
        JsonNode looked = json(put("cells/units?dryRun=true", XLSX, huge, null));
        assertThat(looked.get("rejected").asLong()).isEqualTo(2);
        assertThat(looked.at("/errors/0/code").asString()).isEqualTo("MALFORMED");
    }

    @Test
    void aPackedBodyIsRefusedBeforeItIsUnpacked() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/campaigns/packed"))
                .header("Authorization", QuotaIT.PLANNER)
                .header("Content-Type", JSON)
                .header("Content-Encoding", "gzip")
                .PUT(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b}))
                .build();
        HttpResponse<String> refused = http.send(request, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(json(refused).get("code").asString()).isEqualTo("PACKED");
    }

    @ParameterizedTest
    @CsvSource({
        "/, vi, Các kế hoạch",
        "/?lang=en, en, Plans",
        "/campaigns/pages, vi, Sai lệch trong kế hoạch",
        "/campaigns/pages?lang=en, en, Thuan An",
        "/campaigns/pages/history, vi, Lịch sử thay đổi",
        "/campaigns/pages/history?lang=en, en, History"
    })
    void eachPageIsThereInBothLanguages(String path, String language, String text) throws Exception {
        plan("pages");
        HttpResponse<String> page = get(path);
        assertThat(page.body())
                .contains("<html lang=\"" + language + "\"", text)
                .doesNotContain("??", "<style", "style=\"", "onclick");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/campaigns/nowhere", "/campaigns/nowhere/history"})
    void whatIsNotThereHasAPageOfItsOwn(String path) throws Exception {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Không tìm thấy trang");
    }

    private void plan(String campaign) throws Exception {
        put(campaign, JSON, Files.readString(ThanhAn.FILE), null);
    }

    /** Numbers as numbers, as a spreadsheet saves them. */
    private static byte[] workbook(String csv) throws Exception {
        return workbook(csv, null);
    }

    /** @param instead stands for every number, where it is not null */
    private static byte[] workbook(String csv, Number instead) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("units");
            List<String> lines = csv.lines().toList();
            for (int row = 0; row < lines.size(); row++) {
                String[] cells = lines.get(row).split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    if (cells[column].matches("\\d+")) {
                        sheet.value(row, column, instead == null ? Integer.valueOf(cells[column]) : instead);
                    } else if (!cells[column].isEmpty()) {
                        sheet.value(row, column, cells[column]);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", QuotaIT.PLANNER)
                .header("Accept", path.contains("/api") ? "*/*" : "text/html")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String path, String type, Object body, String ifMatch) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1/campaigns/" + path))
                .header("Authorization", QuotaIT.PLANNER)
                .header("Content-Type", type)
                .PUT(
                        body instanceof byte[] bytes
                                ? BodyPublishers.ofByteArray(bytes)
                                : BodyPublishers.ofString((String) body));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/plan" + path);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return ContractJson.mapper().readTree(response.body());
    }
}
