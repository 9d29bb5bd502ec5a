package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.progress.StoreLoss;
import vn.campaign.testing.TestIssuer;

class PagesIT extends RunningService {

    @LocalManagementPort
    int management;

    private static final String PAGE = "/campaigns/" + ThanhAn.CAMPAIGN;

    @BeforeEach
    void aReport() {
        store.put(ReportedProgress.nothing()
                .reported("2023-06-21", 11, Map.of("ACTIVATED_L2", 1500L))
                .of(ThanhAn.COMMUNE));
    }

    @Test
    void vietnameseComesFirst() {
        String page = text("/campaigns/thanh-an-2023");
        assertThat(page)
                .contains(
                        "<html lang=\"vi\">",
                        "90 ngày đêm",
                        "Theo địa bàn",
                        "Theo tổ chức",
                        "Thuận An",
                        "3.314",
                        "52,3 %")
                .contains("người", "Chậm tiến độ", "lang=en")
                .doesNotContain("??");
    }

    @Test
    void englishBySwitch() {
        String page = text(PAGE + "?lang=en");
        assertThat(page)
                .contains("<html lang=\"en\">", "90 days and nights", "By territory", "By organisation")
                .contains("3,314", "52.3 %", "people", "Behind", "Youth Union")
                .doesNotContain("??");
    }

    @ParameterizedTest
    @CsvSource({
        "/campaigns/thanh-an-2023, gzip",
        "/section.js, gzip",
        "/dashboard.css, gzip",
        "/webjars/echarts/dist/echarts.common.min.js, gzip",
        "/api/v1/campaigns/thanh-an-2023/final-summary.csv, gzip",
        "/api/v1/campaigns/thanh-an-2023/progress,"
    })
    void pagesTheirFilesAndExportsAreCompressedButNotJson(String path, String encoding)
            throws IOException, InterruptedException {
        // Not the WebTestClient, which decompresses what it gets and hides the header.
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", LEADER)
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Encoding").orElse(null))
                .isEqualTo(encoding);
    }

    @Test
    void whatIsArchivedHasAListOfItsOwn() {
        assertThat(text("/")).contains("90 ngày đêm").doesNotContain("Đã kết thúc");
        store.put(ThanhAn.header().archived(NOW));
        assertThat(text("/")).contains("Đã kết thúc và lưu trữ").containsOnlyOnce("\"/campaigns/thanh-an-2023\"");
        assertThat(text("/?lang=en"))
                .contains("Finished and archived", "/campaigns/thanh-an-2023?lang=en")
                .doesNotContain("??");
    }

    @Test
    void pagesTellOfALossOfTheStoreUntilAWeekAfterAllIsCountedAgain() {
        String late = "/completeness?lang=en";
        store.loss(new StoreLoss("topic-id", NOW.minusSeconds(60), Map.of(7, 10L)));
        try {
            store.position(7, 9, null);
            assertThat(text(PAGE))
                    .contains("đang được đếm lại", "17:30 21/06/2023", "class=\"notice bad\" role=\"status\"");
            assertThat(text(PAGE + late)).contains("the figures below are not complete yet");
            store.position(7, 10, null);
            assertThat(text(PAGE)).contains("đã được đếm lại đầy đủ", "class=\"notice\" role=\"status\"");
            assertThat(text(PAGE + "/phases/1/summary?lang=en")).contains("has been counted again");
            store.loss(new StoreLoss("topic-id", NOW.minus(Duration.ofDays(8)), Map.of(7, 10L)));
            assertThat(text(PAGE)).doesNotContain("Kho số liệu");
        } finally {
            mongo.remove(new Query(), CollectionNames.STORE_LOSSES);
            mongo.remove(query(where("_id").is("campaign.activations/7")), CollectionNames.POSITIONS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?node=thuan-an",
                "?phase=all&indicator=GUIDED",
                "/units/thuan-an",
                "/units/thuan-an?asOf=2023-06-20",
                "/units/thanh-an?phase=2",
                "/units/doan-thanh-nien?indicator=MEMBERS_L2",
                "/completeness",
                "/completeness?node=thuan-an&phase=2",
                "/ranking",
                "/ranking?phase=all&node=thanh-an-to-chuc",
                "/phases/1/summary",
                "/phases/all/summary",
                "/phases/2/summary?asOf=2023-06-19",
                "/final-summary?node=thanh-an"
            })
    void everyPageIsThereInBothLanguages(String path) {
        String other = path.contains("?") ? "&lang=en" : "?lang=en";
        assertThat(text(PAGE + path)).contains("<html lang=\"vi\"", "</html>").doesNotContain("??", "style=\"");
        assertThat(text(PAGE + path + other))
                .contains("<html lang=\"en\"", "</html>")
                .doesNotContain("??", "style=\"");
    }

    @Test
    void nobodyOwesAReportForADayOutsideTheCampaign() {
        String nobody = "Ngày này không đơn vị nào phải báo cáo.</span>";
        assertThat(text(PAGE)).doesNotContain(nobody);
        assertThat(text(PAGE + "?asOf=2023-09-21")).contains(nobody);
    }

    @Test
    void territoriesAndOrganisationsAreTwoTables() {
        assertThat(text(PAGE).split("<table", -1)).hasSize(3);
        assertThat(text(PAGE + "?node=thanh-an").split("<table", -1)).hasSize(2);
    }

    @Test
    void aTodaysPageIsLiveAndAPastDaysIsNot() {
        assertThat(text(PAGE + "?phase=1"))
                .contains(
                        "data-events=\"/api/v1/campaigns/thanh-an-2023/events?node=thanh-an&amp;phase=1&amp;indicator=ACTIVATED&amp;page=0");
        assertThat(text(PAGE + "?asOf=2023-06-20"))
                .doesNotContain("data-events")
                .contains("20/06/2023", "1.814");
    }

    @Test
    void linksKeepWhatTheReaderChose() {
        assertThat(text(PAGE + "?phase=2&indicator=GUIDED&lang=en"))
                .contains("href=\"/campaigns/thanh-an-2023/units/thuan-an?phase=2&amp;indicator=GUIDED&amp;lang=en\"");
    }

    @Test
    void campaignsAreListed() {
        assertThat(text("/")).contains("href=\"/campaigns/thanh-an-2023\"", "20/06/2023 – 20/09/2023");
        assertThat(text("/?lang=en")).contains("href=\"/campaigns/thanh-an-2023?lang=en\"", "90 days and nights");
    }

    @ParameterizedTest
    @CsvSource({
        "/campaigns/nowhere, 404, Không tìm thấy trang",
        "/campaigns/nowhere?lang=en, 404, Page not found",
        "/campaigns/thanh-an-2023?node=nobody&lang=en, 404, Page not found",
        "/campaigns/thanh-an-2023?asOf=someday&lang=en, 400, The address is not valid",
        "/nothing-here, 404, Không tìm thấy trang",
        "/nothing-here?lang=en, 404, Page not found"
    })
    void whatIsNotThereHasAPageOfItsOwn(String path, int status, String title) {
        ResponseSpec response = http.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
        assertThat(response.expectBody(String.class).returnResult().getResponseBody())
                .contains("<h1>" + title + "</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", PAGE, "/live.js", "/dashboard.css", "/api/v1/campaigns", "/campaigns/nowhere"})
    void nothingForeignIsLoadedOrFramed(String path) {
        http.get()
                .uri(path)
                .header("Sec-Fetch-Site", "same-origin")
                .exchange()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy)
                        .startsWith("default-src 'self'")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe"))
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Referrer-Policy", "same-origin");
    }

    @Test
    void noScriptOrStyleIsInline() {
        assertThat(text(PAGE))
                .doesNotContain("<style", "style=\"", "onclick")
                .contains("<script src=\"/live.js\"", "<script src=\"/webjars/echarts/");
    }

    @Test
    void everyFileOfAPageIsThereAndAskedForEachTime() {
        List<String> files = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg))\"")
                .matcher(text(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(files).contains("/live.js", "/campaign.css", "/webjars/echarts/dist/echarts.common.min.js");
        files.forEach(file -> http.get()
                .uri(file)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .cacheControl(CacheControl.noCache()));
    }

    @Test
    void theApiDescribesItself() {
        assertThat(text("/v3/api-docs"))
                .contains("/api/v1/campaigns/{campaign}/progress", "/api/v1/campaigns/{campaign}/receipts/{eventId}")
                .contains("requiredPerTeamPerDay");
        http.get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();
    }

    @Test
    void onlySharesAndMeansAreDescribedAsFractions() {
        JsonNode schemas = JsonMapper.shared().readTree(text("/v3/api-docs")).at("/components/schemas");
        assertThat(schemas.valueStream()
                        .flatMap(schema -> schema.path("properties").propertyStream())
                        .filter(property -> property.getValue().toString().contains("\"number\""))
                        .map(Map.Entry::getKey))
                .containsOnly(
                        "percent",
                        "percentOfEligible",
                        "expectedToDate",
                        "requiredPerTeamPerDay",
                        "planQuotaPerTeamPerDay",
                        "verifiedShare",
                        "reportingRate",
                        "onTimeRate",
                        "reportingShare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"})
    void operatorsCanSeeThatItRuns(String path) {
        http.get()
                .uri("http://127.0.0.1:" + management + path)
                .header("Authorization", "Bearer " + TestIssuer.token("operator", "operator:*"))
                .exchange()
                .expectStatus()
                .isOk();
    }
}
