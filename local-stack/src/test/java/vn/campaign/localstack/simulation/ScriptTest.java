package vn.campaign.localstack.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
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
    private final List<Submission> submissions = Script.of(plan, 1);

    @Test
    void isTheSameForTheSameSeedAndInTime() {
        assertThat(Script.of(plan, 1)).isEqualTo(submissions);
        assertThat(Script.of(plan, 2)).isNotEqualTo(submissions);
        assertThat(submissions).isSortedAccordingTo(Comparator.comparing(Submission::at));
    }

    @Test
    void everyUnitReportsAndNobodyElseDoes() {
        Set<String> reporting = submissions.stream().map(Submission::unit).collect(Collectors.toSet());
        assertThat(reporting)
                .hasSize(20)
                .contains("thuan-an", "doan-thanh-nien")
                .doesNotContain("thanh-an");
    }

    @Test
    void nothingIsStatedBeforeItsDayOrAfterItsDelivery() {
        assertThat(submissions).allSatisfy(submission -> {
            assertThat(submission.observedAt()).isBeforeOrEqualTo(submission.at());
            assertThat(LocalDate.ofInstant(submission.at(), ZONE)).isAfterOrEqualTo(submission.date());
        });
    }

    @Test
    void holdsWhatACampaignHolds() {
        assertThat(submissions).hasSizeGreaterThan(1700);
        assertThat(submissions).hasAtLeastOneElementOfType(Submission.Withdrawal.class);
        assertThat(submissions).hasAtLeastOneElementOfType(Submission.Verification.class);
        assertThat(submissions).hasAtLeastOneElementOfType(Submission.VerificationWithdrawal.class);
        assertThat(submissions)
                .as("late")
                .anyMatch(submission -> submission instanceof Submission.Report
                        && submission
                                .at()
                                .isAfter(submission
                                        .date()
                                        .atTime(20, 0)
                                        .atZone(ZONE)
                                        .toInstant()));
        Set<Object> stated = new HashSet<>();
        assertThat(submissions)
                .as("repeated")
                .anyMatch(submission -> submission instanceof Submission.Report report
                        && !stated.add(List.of(report.unit(), report.date(), report.source(), report.observedAt())));
    }

    @Test
    void aProvinceHas2550ReportingUnitsInItsTree() {
        JsonNode province = JSON.readTree(ProvincePlan.of(real(), 1));
        assertThat(SimulatedPlan.of(province).reportingUnits()).hasSize(2550);
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
