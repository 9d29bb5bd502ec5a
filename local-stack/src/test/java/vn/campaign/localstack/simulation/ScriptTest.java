package vn.campaign.localstack.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The course of the real plan. */
class ScriptTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode plan = JSON.readTree(real());
    private final List<Act> acts = Script.of(plan, 1);

    @Test
    void isTheSameForTheSameSeedAndInTime() {
        assertThat(Script.of(plan, 1)).isEqualTo(acts);
        assertThat(Script.of(plan, 2)).isNotEqualTo(acts);
        assertThat(acts).isSortedAccordingTo(Act.IN_TIME);
    }

    @Test
    void everyUnitReportsAndNobodyElseDoes() {
        Set<String> reporting = acts.stream().map(Act::unit).collect(Collectors.toSet());
        assertThat(reporting)
                .hasSize(20)
                .contains("thuan-an", "doan-thanh-nien")
                .doesNotContain("thanh-an");
    }

    @Test
    void nothingIsStatedBeforeItsDayOrAfterItsDelivery() {
        assertThat(acts).allSatisfy(act -> {
            assertThat(act.observedAt()).isBeforeOrEqualTo(act.at());
            assertThat(LocalDate.ofInstant(act.at(), ZONE)).isAfterOrEqualTo(act.date());
        });
    }

    @Test
    void holdsWhatACampaignHolds() {
        assertThat(acts).hasSizeGreaterThan(1700);
        assertThat(acts).hasAtLeastOneElementOfType(Act.Withdrawal.class);
        assertThat(acts).hasAtLeastOneElementOfType(Act.Verification.class);
        assertThat(acts).hasAtLeastOneElementOfType(Act.VerificationWithdrawal.class);
        assertThat(acts)
                .as("late")
                .anyMatch(act -> act instanceof Act.Report
                        && act.at()
                                .isAfter(act.date().atTime(20, 0).atZone(ZONE).toInstant()));
        Set<Object> stated = new HashSet<>();
        assertThat(acts)
                .as("repeated")
                .anyMatch(act -> act instanceof Act.Report report
                        && !stated.add(List.of(report.unit(), report.date(), report.source(), report.observedAt())));
    }

    @Test
    void aProvinceHas2550ReportingUnitsInItsTree() {
        JsonNode province = JSON.readTree(ProvincePlan.of(real(), 1));
        assertThat(PlannedUnit.of(province)).hasSize(2550);
        Set<String> codes = new HashSet<>();
        for (JsonNode unit : province.path("units")) {
            assertThat(codes.add(unit.path("code").asString())).isTrue();
            assertThat(!unit.has("parent") || codes.contains(unit.path("parent").asString()))
                    .isTrue();
        }
    }

    private static String real() {
        try {
            return Files.readString(Path.of("../quota-service/src/main/plans/thanh-an-2023.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
