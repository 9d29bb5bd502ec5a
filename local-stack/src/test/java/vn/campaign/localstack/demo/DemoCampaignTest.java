package vn.campaign.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoCampaignTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String PLAN =
            """
            {"timeZone": "Asia/Ho_Chi_Minh",
             "phases": [{"code": "1", "from": "2023-06-20", "to": "2023-07-15"},
                        {"code": "2", "from": "2023-07-16", "to": "2023-09-20"}],
             "units": [
               {"code": "thanh-an", "kind": "TERRITORY",
                "targets": [{"indicator": "ACTIVATED", "phase": "1", "value": 2500, "level": "FLOOR"}]},
               {"code": "thuan-an", "kind": "TERRITORY", "parent": "thanh-an", "baselines": {"ACTIVATED": 148},
                "targets": [
                  {"indicator": "ACTIVATED", "phase": "1", "value": 509, "counting": "CUMULATIVE"},
                  {"indicator": "ENROLLED_L2", "phase": "1", "value": 176},
                  {"indicator": "ACTIVATED", "phase": "2", "value": 250}]},
               {"code": "doan-thanh-nien", "kind": "ORGANISATION", "targets": [{"indicator": "GUIDED", "value": 2249}]},
               {"code": "chu-thap-do", "kind": "ORGANISATION", "members": 297,
                "targets": [{"indicator": "MEMBERS_L2", "shareOfMembers": 1, "due": "2023-06-30"}]}]}""";

    private final DemoCampaign demo = new DemoCampaign(PLAN, 1);

    @Test
    void isTheSameForTheSameSeed() {
        var again = new DemoCampaign(PLAN, 1);
        assertThat(again.reports()).isEqualTo(demo.reports());
        assertThat(again.verifications()).isEqualTo(demo.verifications());
        assertThat(new DemoCampaign(PLAN, 2).reports()).isNotEqualTo(demo.reports());
    }

    @Test
    void reportsOnlyForLeaves() {
        assertThat(demo.reports())
                .extracting(unit())
                .contains("thuan-an", "doan-thanh-nien", "chu-thap-do")
                .doesNotContain("thanh-an");
    }

    @Test
    void everyLineIsAStatementOfItsOwnOnADayOfTheCampaign() {
        var statements = new HashSet<String>();
        for (String line : demo.reports()) {
            JsonNode report = JSON.readTree(line);
            assertThat(LocalDate.parse(report.path("date").asString()))
                    .isBetween(LocalDate.of(2023, 6, 20), LocalDate.of(2023, 9, 20));
            assertThat(report.path("source").asString()).isEqualTo("unit");
            assertThat(report.path("counts").properties())
                    .isNotEmpty()
                    .allSatisfy(count -> assertThat(count.getValue().asLong()).isNotNegative());
            assertThat(statements.add(report.path("unit") + "" + report.path("date") + report.path("observedAt")))
                    .isTrue();
        }
    }

    /** The last report of each day stands; the unit's pace is between 65 % and 125 % of what is to be done. */
    @Test
    void amountsAreScaledToTheTargets() {
        assertThat(standing("thuan-an", "ACTIVATED_L1") + standing("thuan-an", "ACTIVATED_L2"))
                .isBetween((361 + 250) * 65L / 100, (361 + 250) * 125L / 100);
        assertThat(standing("thuan-an", "ENROLLED_L2")).isBetween(176 * 65L / 100, 176 * 125L / 100);
        assertThat(standing("doan-thanh-nien", "GUIDED")).isBetween(2249 * 65L / 100, 2249 * 125L / 100);
        assertThat(standing("chu-thap-do", "MEMBERS_L2")).isBetween(297 * 65L / 100, 297 * 125L / 100);
    }

    @Test
    void aUnitThatActivatesIsVerifiedCloseToWhatItReported() {
        assertThat(demo.verifications()).hasSize(1);
        JsonNode verification = JSON.readTree(demo.verifications().get(0));
        assertThat(verification.path("unit").asString()).isEqualTo("thuan-an");
        assertThat(verification.path("asOf").asString()).isEqualTo("2023-07-15");
        assertThat(verification.path("counts").path("ACTIVATED").asLong()).isBetween(148L, 600L);
    }

    private long standing(String unit, String indicator) {
        Map<String, Long> byDay = new TreeMap<>();
        for (String line : demo.reports()) {
            JsonNode report = JSON.readTree(line);
            if (report.path("unit").asString().equals(unit)) {
                byDay.put(
                        report.path("date").asString(),
                        report.path("counts").path(indicator).asLong(0));
            }
        }
        return List.copyOf(byDay.values()).stream().mapToLong(Long::longValue).sum();
    }

    private static Function<String, String> unit() {
        return line -> JSON.readTree(line).path("unit").asString();
    }
}
