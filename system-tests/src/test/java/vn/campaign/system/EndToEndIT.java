package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.campaign.localstack.identity.Accounts.Account;
import vn.campaign.testing.CampaignSystem;

/** A unit reports over HTTP, and leadership sees it: through three services, Kafka and MongoDB, on the real plan. */
@ExtendWith(SharedSystem.class)
class EndToEndIT {

    private static final String REPORT = CAMPAIGN + "/units/thuan-an/reports/2023-06-21";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static CampaignSystem system;

    @BeforeAll
    static void use(CampaignSystem shared) {
        system = shared;
    }

    @Test
    void aReportShowsAtTheHamletAndTheCommuneAndNotAtTheOrganisations() {
        assertThat(system.client.put("reporting-service", REPORT, counts(5, 12)).statusCode())
                .isEqualTo(202);

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode view = system.client.progress("phase=1&asOf=2023-06-21");
            assertActivated(view.get("node"), 17, 1831, 6337);
            assertActivated(child(view, "thuan-an"), 17, 165, 509);
            assertActivated(child(view, "xa-co"), 0, 84, 290);
        });
        JsonNode thuanAn = child(system.client.progress("phase=1&asOf=2023-06-21"), "thuan-an")
                .at("/indicators/ACTIVATED");
        assertThat(thuanAn.get("percent").decimalValue()).isEqualByComparingTo("32.4");
        assertThat(thuanAn.get("missing").asLong()).isEqualTo(344);
        assertThat(thuanAn.get("status").asString()).isEqualTo("BEHIND");
        JsonNode organisations = system.client.progress("node=thanh-an-to-chuc&phase=1&asOf=2023-06-21");
        assertThat(organisations.at("/node/indicators/ACTIVATED/cumulative").asLong())
                .isZero();

        assertThat(system.client.put("reporting-service", REPORT, counts(1, 2)).statusCode())
                .isEqualTo(202);
        await().atMost(SOON).untilAsserted(() -> assertActivated(commune("2023-06-21"), 3, 1817, 6337));

        assertThat(system.client.delete("reporting-service", REPORT).statusCode())
                .isEqualTo(202);
        await().atMost(SOON).untilAsserted(() -> assertActivated(commune("2023-06-21"), 0, 1814, 6337));
    }

    @Test
    void aVerificationShowsBesideWhatWasReported() {
        String path = CAMPAIGN + "/units/an-hoa";
        system.client.put("reporting-service", path + "/reports/2023-06-25", counts(20, 20));
        assertThat(system.client
                        .put(
                                "reporting-service",
                                path + "/verifications/2023-06-25",
                                "{\"counts\":{\"ACTIVATED\":190}}")
                        .statusCode())
                .isEqualTo(202);

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode anHoa = child(system.client.progress("phase=1&asOf=2023-06-26"), "an-hoa")
                    .at("/indicators/ACTIVATED");
            assertThat(anHoa.get("cumulative").asLong()).isEqualTo(159 + 40);
            assertThat(anHoa.get("verified").asLong()).isEqualTo(190);
            assertThat(anHoa.get("gap").asLong()).isEqualTo(9);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, reporting-service, /units/an-quy/reports/2023-06-21, thuan-an, 403",
        "DELETE, reporting-service, /units/an-quy/reports/2023-06-21, thuan-an, 403",
        "PUT, reporting-service, /units/thuan-an/verifications/2023-06-21, thuan-an, 403",
        "PUT, reporting-service, /units/thuan-an/reports/2023-06-21, leader, 403",
        "PUT, reporting-service, /units/thuan-an/reports/2023-06-21, , 401",
        "GET, dashboard-service, /progress?node=thuan-an, thuan-an, 200",
        "GET, dashboard-service, /progress?node=an-quy, thuan-an, 403",
        "GET, dashboard-service, /progress?node=thanh-an, thuan-an, 403",
        "GET, dashboard-service, /progress?node=thanh-an, operator, 403",
        "GET, dashboard-service, /progress?node=thanh-an, , 401",
        "PUT, quota-service, '', leader, 403",
        "GET, quota-service, '', thuan-an, 403",
        "GET, quota-service, '', leader, 200",
        "GET, quota-service, '', , 401"
    })
    void nobodyStatesOrSeesWhatIsNotTheirs(String method, String service, String path, String account, int status) {
        String token = account == null ? null : system.tokens.apply(account);
        String body = "{\"counts\":{\"ACTIVATED_L1\":999}}";
        assertThat(system.client.status(token, method, service, CAMPAIGN + path, body))
                .isEqualTo(status);
    }

    @Test
    void aTamperedTokenIsNobodys() {
        String[] parts = system.tokens.apply("thuan-an").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("reporter:" + CampaignSystem.CODE + "/thuan-an", "viewer:*");
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        assertThat(system.client.status(
                        String.join(".", parts), "GET", "dashboard-service", CAMPAIGN + "/progress", ""))
                .isEqualTo(401);
    }

    @Test
    void theLogTellsWhoTriedWhatAndNoSecret() {
        String token = system.tokens.apply("trung-son");
        String path = CAMPAIGN + "/units/trung-son/reports/2023-06-22";
        String body = "{\"counts\":{\"ACTIVATED_L1\":1},\"note\":\"kept between us\"}";
        assertThat(system.client.status(token, "PUT", "reporting-service", path, body))
                .isEqualTo(202);
        String refused = path.replace("trung-son", "an-quy");
        assertThat(system.client.status(token, "PUT", "reporting-service", refused, body))
                .isEqualTo(403);
        assertThat(system.client.status(token, "GET", "quota-service", CAMPAIGN + "?secret=" + token, ""))
                .isEqualTo(403);

        await().atMost(SOON).untilAsserted(() -> assertThat(system.logs())
                .containsPattern("FORBIDDEN PUT .*/an-quy/.* by trung-son")
                .containsPattern("FORBIDDEN GET /plan" + CAMPAIGN + " by trung-son"));
        List<String> secrets =
                system.accounts.all().values().stream().map(Account::password).toList();
        assertThat(secrets).hasSizeGreaterThan(20);
        assertThat(system.logs()).doesNotContain(token, "kept between us");
        assertThat(secrets).noneMatch(system.logs()::contains);
    }

    @Test
    void theUnitsPageAndTheApiTellWhoStatedIt() {
        String path = CAMPAIGN + "/units/tra-thanh-lo-o";
        int status = system.client.status(
                system.tokens.apply("tra-thanh-lo-o"),
                "PUT",
                "reporting-service",
                path + "/reports/2023-06-23",
                counts(2, 1));
        assertThat(status).isEqualTo(202);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(system.client.get("dashboard-service", path + "/days").body())
                    .contains("\"by\":\"tra-thanh-lo-o\"");
            assertThat(system.client
                            .get("dashboard-service", path.replace("/api/v1", ""))
                            .body())
                    .contains("từ tra-thanh-lo-o");
        });
    }

    @Test
    void aViewerIsToldWithoutAsking() throws IOException {
        var events = system.uri("dashboard-service", CAMPAIGN + "/events?node=thanh-an&phase=1")
                .toURL()
                .openConnection();
        events.setRequestProperty("Authorization", "Bearer " + system.tokens.apply("leader"));
        try (var lines = new BufferedReader(new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
            CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> lines.lines()
                    .filter(line -> line.startsWith("data:") && line.contains("\"bu-dinh\"") && line.contains("4321"))
                    .findFirst()
                    .orElseThrow());
            assertThat(system.client
                            .put("reporting-service", CAMPAIGN + "/units/bu-dinh/reports/2023-07-01", counts(4000, 321))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(told).succeedsWithin(SOON);
        }
    }

    private static String counts(int level1, int level2) {
        return "{\"counts\":{\"ACTIVATED_L1\":" + level1 + ",\"ACTIVATED_L2\":" + level2 + "}}";
    }

    private static JsonNode commune(String asOf) {
        return system.client.progress("phase=1&asOf=" + asOf).get("node");
    }

    private static JsonNode child(JsonNode view, String code) {
        return view.get("children")
                .valueStream()
                .filter(child -> child.get("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void assertActivated(JsonNode node, long inPeriod, long cumulative, long target) {
        JsonNode activated = node.at("/indicators/ACTIVATED");
        assertThat(activated.get("reportedInPeriod").asLong()).isEqualTo(inPeriod);
        assertThat(activated.get("cumulative").asLong()).isEqualTo(cumulative);
        assertThat(activated.get("target").asLong()).isEqualTo(target);
    }
}
