package vn.campaign.reporting.web;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebExceptionHandler;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.web.problem.ProblemConfiguration;

/** What the API tells of campaigns and units. */
@WebFluxTest
@Import(Slice.class)
class CampaignsApiTest {

    private static final String UNIT = "/api/v1/campaigns/thanh-an-2023/units/thuan-an";

    @Autowired
    private WebTestClient client;

    @ParameterizedTest
    @ValueSource(strings = {"", "?search=thuan an", "?search=THUẬN", "?search=ấp th"})
    void unitsThatReportAreFoundWithoutMarks(String query) {
        client.get()
                .uri("/api/v1/campaigns/thanh-an-2023/units" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        """
                        [{"code":"thuan-an","name":{"vi":"Ấp thuan-an"},"kind":"TERRITORY","above":{"vi":"Ấp thanh-an"}}]
                        """,
                        JsonCompareMode.STRICT);
    }

    /** A root has units below it, a retired one reports no more, and "an" begins no word of "thuan". */
    @ParameterizedTest
    @ValueSource(strings = {"thanh", "cu-lao", "huan", "thuan be"})
    void whatDoesNotReportIsNotFound(String search) {
        client.get()
                .uri("/api/v1/campaigns/thanh-an-2023/units?search={search}", search)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("[]", JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @CsvSource({"8, 200", "9, 400"})
    void aSearchHasEightWordsAtMost(int words, int status) {
        client.get()
                .uri("/api/v1/campaigns/thanh-an-2023/units?search={search}", "th ".repeat(words))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void theCampaignsAreListed() {
        client.get()
                .uri("/api/v1/campaigns")
                .exchange()
                .expectBody()
                .json(
                        "[{\"code\":\"thanh-an-2023\",\"from\":\"2023-06-20\",\"to\":\"2023-09-20\",\"today\":\"2023-06-21\"}]");
    }

    @Test
    void aUnitLearnsWhatItMayReport() {
        client.get()
                .uri(UNIT)
                .exchange()
                .expectBody()
                .json(
                        """
                        {"code":"thuan-an","kind":"TERRITORY","parent":"thanh-an","mayReport":true,"maximumCount":1000,
                         "today":"2023-06-21","lockedPhases":[],
                         "open":[{"phase":"P1","from":"2023-06-20","to":"2023-06-21"}],
                         "phases":[
                           {"code":"P1","name":{"vi":"Giai đoạn P1"},"from":"2023-06-20","to":"2023-07-15",
                            "lockedFrom":"2023-07-26","reopened":false},
                           {"code":"P2","from":"2023-07-17","to":"2023-09-20","reopened":false}],
                         "timeZone":"Asia/Ho_Chi_Minh","dailyDeadline":"20:00:00","deadlineDaysAfter":0,
                         "indicators":[{"code":"ACTIVATED","sum":true},{"code":"ACTIVATED_L1","sum":false},{}]}
                        """);
        client.get()
                .uri(UNIT + "x")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("UNIT_UNKNOWN")
                .jsonPath("$.field")
                .isEqualTo("unit");
    }

    @ParameterizedTest
    @CsvSource({"thanh-an, false, []", "cu-lao, true, '[{\"from\":\"2023-06-20\",\"to\":\"2023-06-20\"}]'"})
    void innerNodesAndRetiredUnitsLearnWhatTheyMayNot(String unit, boolean mayReport, String open) {
        client.get()
                .uri(UNIT.replace("thuan-an", unit))
                .exchange()
                .expectBody()
                .json("{\"mayReport\":" + mayReport + ",\"open\":" + open + "}");
    }

    @Test
    void nothingIsAnsweredBeforeThePlanIsKnown() {
        var readiness = new ApiRequestFilter(new PlanCopy(), new RequestMappingHandlerMapping());
        var problems =
                new AnnotationConfigApplicationContext(ProblemConfiguration.class).getBean(WebExceptionHandler.class);
        WebTestClient.bindToController(new Object())
                .webFilter((exchange, chain) ->
                        readiness.filter(exchange, chain).onErrorResume(failure -> problems.handle(exchange, failure)))
                .configureClient()
                .responseTimeout(Duration.ofSeconds(30))
                .build()
                .get()
                .uri("/api/v1/campaigns")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("NOT_READY");
    }
}
