package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@TestPropertySource(properties = "campaign.measured-nodes=12")
class ProgressApiIT extends RunningService {

    private static final String ACTIVATED = "$.node.indicators.ACTIVATED";

    @BeforeEach
    void theWorkedExampleIsReported() {
        ReportedProgress example =
                ReportedProgress.nothing().reported("2023-06-21", 1, Map.of("ACTIVATED_L1", 5L, "ACTIVATED_L2", 12L));
        store.put(example.of(ThanhAn.HAMLET));
        store.put(example.of(ThanhAn.COMMUNE));
        store.position(3, 18, ReportedProgress.RECEIVED);
    }

    /** At 17:31, when an even pace is that of the evening before: 148 + 361 / 26. */
    @Test
    void theHamletOfTheWorkedExample() {
        get("/progress?node=thuan-an")
                .jsonPath("$.phase")
                .isEqualTo("1")
                .jsonPath("$.asOf")
                .isEqualTo("2023-06-21")
                .jsonPath("$.freshness.newestReceivedAt")
                .isEqualTo("2023-06-21T10:30:00Z")
                .jsonPath("$.freshness.at")
                .isEqualTo("2023-06-21T10:31:00Z")
                .jsonPath("$.node.name.vi")
                .isEqualTo("Thuận An")
                .jsonPath("$.node.kind")
                .isEqualTo("TERRITORY")
                .jsonPath("$.node.reportedToday")
                .isEqualTo(true)
                .jsonPath("$.node.missingDays")
                .isEqualTo(1)
                .jsonPath("$.node.lastReportedAt")
                .isEqualTo("2023-06-21T10:30:00Z")
                .jsonPath(ACTIVATED + ".period")
                .isEqualTo("1")
                .jsonPath(ACTIVATED + ".target")
                .isEqualTo(509)
                .jsonPath(ACTIVATED + ".baseline")
                .isEqualTo(148)
                .jsonPath(ACTIVATED + ".reportedInPeriod")
                .isEqualTo(17)
                .jsonPath(ACTIVATED + ".cumulative")
                .isEqualTo(165)
                .jsonPath(ACTIVATED + ".percent")
                .isEqualTo(32.4)
                .jsonPath(ACTIVATED + ".expectedToDate")
                .isEqualTo(161.9)
                .jsonPath(ACTIVATED + ".missing")
                .isEqualTo(344)
                .jsonPath(ACTIVATED + ".requiredPerDay")
                .isEqualTo(15)
                .jsonPath(ACTIVATED + ".requiredPerTeamPerDay")
                .isEqualTo(14.33)
                .jsonPath(ACTIVATED + ".projected")
                .isEqualTo(369)
                .jsonPath(ACTIVATED + ".status")
                .isEqualTo("ON_TRACK")
                .jsonPath(ACTIVATED + ".verified")
                .value(nullValue())
                .jsonPath("$.node.indicators.ACTIVATED_L1.target")
                .value(nullValue())
                .jsonPath("$.children")
                .isEmpty();
    }

    @Test
    void theFirstRootAndItsChildrenInThePlansOrder() {
        get("/progress")
                .jsonPath("$.node.code")
                .isEqualTo("thanh-an")
                .jsonPath(ACTIVATED + ".cumulative")
                .isEqualTo(1831)
                .jsonPath(ACTIVATED + ".target")
                .isEqualTo(6337)
                .jsonPath(ACTIVATED + ".floor.value")
                .isEqualTo(2500)
                .jsonPath("$.total")
                .isEqualTo(11)
                .jsonPath("$.size")
                .isEqualTo(50)
                .jsonPath("$.children")
                .value(hasSize(11))
                .jsonPath("$.children[0].code")
                .isEqualTo("thuan-an")
                .jsonPath("$.children[10].code")
                .isEqualTo("xa-co");
    }

    @Test
    void theOrganisationsCountForThemselves() {
        get("/progress?node=thanh-an-to-chuc")
                .jsonPath(ACTIVATED + ".cumulative")
                .isEqualTo(0)
                .jsonPath(ACTIVATED + ".period")
                .isEqualTo("all")
                .jsonPath(ACTIVATED + ".target")
                .isEqualTo(5406);
    }

    @Test
    void anyDateAndPhaseCanBeLookedAt() {
        get("/progress?asOf=2023-06-20&node=thuan-an")
                .jsonPath(ACTIVATED + ".cumulative")
                .isEqualTo(148);
        get("/progress?asOf=2023-09-30").jsonPath("$.phase").isEqualTo("2");
        get("/progress?phase=all")
                .jsonPath("$.phase")
                .isEqualTo("all")
                .jsonPath(ACTIVATED + ".target")
                .value(nullValue());
    }

    @Test
    void whatHasTheSameVersionIsKeptAndWhatChangedOrIsGoneIsSeenAtOnce() {
        cumulative(165);
        store.put(ReportedProgress.nothing().activated("2023-06-21", 2).of(ThanhAn.HAMLET, "another"));
        cumulative(150);
        // no writer does that: it shows that what is kept is not read again
        store.put(ReportedProgress.nothing().activated("2023-06-21", 3).of(ThanhAn.HAMLET, "another"));
        cumulative(150);
        store.remove(ThanhAn.HAMLET);
        cumulative(148);
    }

    private void cumulative(int persons) {
        get("/progress?node=thuan-an").jsonPath(ACTIVATED + ".cumulative").isEqualTo(persons);
    }

    @Test
    void childrenArePagedAndSorted() {
        get("/progress?page=1&size=4")
                .jsonPath("$.children[*].code")
                .value(contains("an-son", "phum-lu-tu-ly", "thanh-son", "an-hoa"));
        get("/progress?sort=-target&size=2")
                .jsonPath("$.children[*].code")
                .value(contains("dia-hat-soc-dam", "trung-son"));
        get("/progress?sort=percent&size=1&page=10")
                .jsonPath("$.children[*].code")
                .value(contains("thuan-an"));
        get("/progress?sort=name&size=2").jsonPath("$.children[*].code").value(contains("an-hoa", "an-quy"));
    }

    @Test
    void campaignsAreListedWithTheirRoots() {
        http.get()
                .uri("/api/v1/campaigns")
                .exchange()
                .expectBody()
                .jsonPath("$[0].code")
                .isEqualTo(ThanhAn.CAMPAIGN)
                .jsonPath("$[0].version")
                .isEqualTo(1)
                .jsonPath("$[0].timeZone")
                .isEqualTo("Asia/Ho_Chi_Minh")
                .jsonPath("$[0].phases[1].to")
                .isEqualTo("2023-09-20")
                .jsonPath("$[0].roots[*].code")
                .value(contains("thanh-an", "thanh-an-to-chuc"));
    }

    @Test
    void operatorsSeeHowLongAViewTakesAndWhereTheHighestNodesStand() {
        get("/progress");
        assertThat(metric("campaign_view_seconds_bucket{le=\"+Inf\"}")).isPositive();

        String hamlet = "{campaign=\"thanh-an-2023\",indicator=\"ACTIVATED\",unit=\"thuan-an\"}";
        await().untilAsserted(() -> {
            assertThat(metric("campaign_progress_achieved" + hamlet)).isEqualTo(165);
            assertThat(metric("campaign_progress_target" + hamlet)).isEqualTo(509);
        });
        assertThat(scrape())
                .as("as many nodes as the setting allows")
                .filteredOn(line -> line.startsWith("campaign_progress_target{") && line.contains("\"ACTIVATED\""))
                .hasSize(12);
        assertThat(metric("campaign_newest_received_seconds")).isEqualTo(ReportedProgress.RECEIVED.getEpochSecond());
    }

    @Test
    void problemsHaveACodeAndNameTheField() {
        problem("/api/v1/campaigns/nowhere/progress", HttpStatus.NOT_FOUND, "CAMPAIGN_UNKNOWN");
        problem(API + "/progress?node=nobody", HttpStatus.NOT_FOUND, "NODE_UNKNOWN");
        problem(API + "/progress?phase=9", HttpStatus.NOT_FOUND, "PHASE_UNKNOWN");
        problem(API + "/events?node=nobody", HttpStatus.NOT_FOUND, "NODE_UNKNOWN");
        malformed("/progress?asOf=yesterday", "asOf");
        malformed("/progress?page=-1", "page");
        malformed("/progress?page=one", "page");
        malformed("/progress?size=2501", "size");
        malformed("/progress?sort=beauty", "sort");
        malformed("/units/thuan-an/days?from=2023-06-21&to=2023-06-20", "to");
        malformed("/receipts/abc?unit=thuan-an&date=2023-06-21&partition=0", "offset");
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(API + path).exchange().expectStatus().isOk().expectBody();
    }

    private void malformed(String path, String field) {
        problem(API + path, HttpStatus.BAD_REQUEST, "MALFORMED")
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    private BodyContentSpec problem(String path, HttpStatus status, String code) {
        return http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }
}
