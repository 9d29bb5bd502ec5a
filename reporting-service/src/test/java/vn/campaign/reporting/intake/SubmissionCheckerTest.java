package vn.campaign.reporting.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static vn.campaign.reporting.intake.Attempt.report;
import static vn.campaign.reporting.intake.Attempt.verification;
import static vn.campaign.reporting.intake.RefusalCode.*;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.ActivationEvent.ReportWithdrawn;
import vn.campaign.contract.event.ActivationEvent.VerificationWithdrawn;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.Submission.Kind;
import vn.campaign.reporting.plan.PlanCopy;

class SubmissionCheckerTest {

    private static final String TODAY = "2023-06-21";
    private static final Instant LOCKED = Instant.parse("2023-07-25T17:00:00Z");
    private static final Instant AFTER = Instant.parse("2023-09-21T10:00:00Z");
    private static final Instant LATER = Instant.parse("2024-01-31T10:00:00Z");
    private static final Instant LAST_OPEN = LOCKED.minusMillis(1);

    private final SubmissionChecker checker = new SubmissionChecker(TestPlan.copy());

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(report("thuan-an", TODAY).note("a\u0007b"), MALFORMED, "note"),
                arguments(report("thuan-an", TODAY).note("line\nline"), MALFORMED, "note"),
                arguments(report("thuan-an", TODAY).note("half \ud83d pair"), MALFORMED, "note"),
                arguments(report("thuan-an", TODAY).note("x".repeat(501)), MALFORMED, "note"),
                arguments(report("thuan-an", TODAY).source(""), MALFORMED, "source"),
                arguments(report("thuan-an", TODAY).source("-a"), MALFORMED, "source"),
                arguments(report("thuan-an", TODAY).source("a b"), MALFORMED, "source"),
                arguments(report("thuan-an", TODAY).source("a".repeat(65)), MALFORMED, "source"),
                arguments(report("thuan-an", TODAY).source("a.b"), MALFORMED, "source"),
                arguments(report("thuan-an", TODAY).observed("0000-01-01T00:00:00Z"), MALFORMED, "observedAt"),
                arguments(report("thuan-an", TODAY).observed("2023-06-21"), MALFORMED, "observedAt"),
                arguments(report("thuan-an", TODAY).observed("2023-06-21T17:30:00"), MALFORMED, "observedAt"),
                arguments(report("thuan-an", TODAY).observed("+99999-01-01T00:00:00Z"), MALFORMED, "observedAt"),
                arguments(report("thuan-an", TODAY).observed("-0001-01-01T00:00:00Z"), MALFORMED, "observedAt"),
                arguments(report("thuan-an", "2023-02-30"), MALFORMED, "date"),
                arguments(report("thuan-an", "21-06-2023"), MALFORMED, "date"),
                arguments(report("thuan-an", TODAY).noCounts(), MALFORMED, "counts"),
                arguments(report("nowhere", TODAY), UNIT_UNKNOWN, "unit"),
                arguments(report("thanh-an", TODAY), UNIT_NOT_A_LEAF, "unit"),
                arguments(report("cu-lao", TODAY), UNIT_RETIRED, "date"),
                arguments(report("thuan-an", "2023-06-19"), DATE_OUTSIDE_CAMPAIGN, "date"),
                arguments(report("thuan-an", "2023-07-16"), DATE_OUTSIDE_CAMPAIGN, "date"),
                arguments(report("thuan-an", "2023-09-21"), DATE_OUTSIDE_CAMPAIGN, "date"),
                arguments(report("thuan-an", "2023-06-22"), DATE_IN_FUTURE, "date"),
                arguments(report("thuan-an", TODAY).at(LOCKED), PHASE_LOCKED, "date"),
                arguments(
                        report("thuan-an", TODAY).observed("2023-06-21T10:35:00.001Z"),
                        OBSERVED_IN_FUTURE,
                        "observedAt"),
                arguments(report("thuan-an", TODAY).count("ABSENT", "1"), INDICATOR_UNKNOWN, "counts.ABSENT"),
                arguments(report("thuan-an", TODAY).count("ACTIVATED", "1"), INDICATOR_IS_SUM, "counts.ACTIVATED"),
                arguments(report("thuan-an", TODAY).count("ACTIVATED_L2", "-1"), COUNT_INVALID, "counts.ACTIVATED_L2"),
                arguments(report("thuan-an", TODAY).count("ACTIVATED_L2", "5.0"), COUNT_INVALID, "counts.ACTIVATED_L2"),
                arguments(report("thuan-an", TODAY).count("ACTIVATED_L2", "0.5"), COUNT_INVALID, "counts.ACTIVATED_L2"),
                arguments(report("thuan-an", TODAY).count("ACTIVATED_L2", "1e2"), COUNT_INVALID, "counts.ACTIVATED_L2"),
                arguments(
                        report("thuan-an", TODAY).count("ACTIVATED_L2", "1e999999999"),
                        COUNT_INVALID,
                        "counts.ACTIVATED_L2"),
                arguments(
                        report("thuan-an", TODAY).count("ACTIVATED_L2", "1001"), COUNT_INVALID, "counts.ACTIVATED_L2"),
                arguments(
                        report("thuan-an", TODAY).count("ACTIVATED_L2", "9".repeat(40)),
                        COUNT_INVALID,
                        "counts.ACTIVATED_L2"),
                arguments(verification("thanh-an", TODAY), UNIT_NOT_A_LEAF, "unit"),
                arguments(verification("thuan-an", "2023-06-18"), DATE_OUTSIDE_CAMPAIGN, "asOf"),
                arguments(verification("thuan-an", "2023-06-22"), DATE_IN_FUTURE, "asOf"),
                arguments(verification("thuan-an", "2023-12-20").at(LATER), DATE_OUTSIDE_CAMPAIGN, "asOf"),
                arguments(verification("thuan-an", TODAY).count("ABSENT", "1"), INDICATOR_UNKNOWN, "counts.ABSENT"),
                arguments(verification("thuan-an", TODAY).noCounts(), MALFORMED, "counts"),
                arguments(report("thuan-an", TODAY).at(LOCKED).withdrawn(), PHASE_LOCKED, "date"),
                arguments(report("thuan-an", TODAY).source("?").withdrawn(), MALFORMED, "source"),
                arguments(verification("thuan-an", "2023-06-22").withdrawn(), DATE_IN_FUTURE, "asOf"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("refusals")
    void refuses(Attempt attempt, RefusalCode code, String field) {
        assertThat(attempt.check(checker)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.field()).isEqualTo(field);
            assertThat(rejected.detail()).isNotBlank();
        });
    }

    @Test
    void aLockedPhaseTakesReportsOfTheUnitItWasReopenedForToTheEndOfTheDay() {
        PlanCopy plans = new PlanCopy();
        plans.put(TestPlan.header(1));
        TestPlan.units().forEach(plans::put);
        plans.put(TestPlan.unit("an-hoa", "thanh-an", 1, null));
        plans.put(TestPlan.unit("thuan-an", "thanh-an", 2, null).reopened(Map.of("P1", LocalDate.parse("2023-07-28"))));
        SubmissionChecker reopened = new SubmissionChecker(plans);
        Instant closed = Instant.parse("2023-07-28T17:00:00Z");

        assertThat(report("thuan-an", TODAY).at(closed.minusMillis(1)).check(reopened))
                .isInstanceOf(Accepted.class);
        assertThat(report("thuan-an", TODAY).at(closed).check(reopened)).isInstanceOf(Rejected.class);
        assertThat(report("an-hoa", TODAY).at(LOCKED).check(reopened)).isInstanceOf(Rejected.class);
    }

    @Test
    void anArchivedCampaignTakesNothingAndNothingReopensIt() {
        PlanCopy plans = new PlanCopy();
        plans.put(TestPlan.header(1).archived(AFTER));
        TestPlan.units().forEach(plans::put);
        plans.put(TestPlan.unit("thuan-an", "thanh-an", 2, null).reopened(Map.of("P2", LocalDate.parse("2023-10-28"))));
        SubmissionChecker archived = new SubmissionChecker(plans);

        afterTheCampaign().forEach(attempt -> assertThat(attempt.check(checker)).isInstanceOf(Accepted.class));
        afterTheCampaign().forEach(attempt -> assertThat(attempt.check(archived))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(PHASE_LOCKED)));
    }

    private static Stream<Attempt> afterTheCampaign() {
        return Stream.of(
                        report("thuan-an", "2023-09-20"),
                        report("thuan-an", "2023-09-20").withdrawn(),
                        verification("thuan-an", "2023-09-20"),
                        verification("thuan-an", "2023-09-20").withdrawn())
                .map(attempt -> attempt.at(AFTER));
    }

    @Test
    void refusesACampaignThatItDoesNotKnow() {
        assertThat(checker.check(
                        TestPlan.ANYONE, "nowhere", report("thuan-an", TODAY).submission(), TestPlan.NOW))
                .isEqualTo(new Rejected(CAMPAIGN_UNKNOWN, null, "There is no such campaign."));
    }

    static Stream<Attempt> accepted() {
        return Stream.of(
                report("thuan-an", TODAY),
                report("thuan-an", "2023-06-20"),
                report("thuan-an", TODAY).at(LAST_OPEN),
                report("thuan-an", "2023-07-17").at(LOCKED),
                report("cu-lao", "2023-06-20"),
                report("thuan-an", TODAY).note("😀".repeat(500)),
                report("thuan-an", TODAY).source("Đoàn-thanh_niên2"),
                report("thuan-an", TODAY).source("a".repeat(64)),
                report("thuan-an", TODAY).observed("2023-06-21T17:35:00+07:00"),
                report("thuan-an", TODAY).count("ACTIVATED_L2", "0"),
                report("thuan-an", TODAY).count("ACTIVATED_L2", "1000"),
                verification("thuan-an", "2023-06-19"),
                verification("thuan-an", TODAY).at(LOCKED),
                verification("thuan-an", "2023-09-30").at(Instant.parse("2023-10-01T00:00:00Z")),
                verification("thuan-an", "2023-12-19").at(LATER),
                verification("cu-lao", TODAY),
                verification("thuan-an", TODAY).count("ACTIVATED", "312"),
                report("thuan-an", TODAY).withdrawn(),
                verification("thuan-an", TODAY).withdrawn());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void takes(Attempt attempt) {
        assertThat(attempt.check(checker)).isInstanceOf(Accepted.class);
    }

    @Test
    void aReportBecomesAnEventWithItsStampToTheMillisecondAndThePlansVersion() {
        Instant received = TestPlan.NOW.plusNanos(1_999_999);
        Attempt attempt =
                report("thuan-an", TODAY).source("night").note("rain").observed("2023-06-21T17:29:59.1239999+07:00");

        assertThat(attempt.at(received).check(checker))
                .isEqualTo(new Accepted(ActivationReported.of(
                        TestPlan.CAMPAIGN,
                        "thuan-an",
                        LocalDate.parse(TODAY),
                        "night",
                        Map.of("ACTIVATED_L1", 5L),
                        "rain",
                        Instant.parse("2023-06-21T10:29:59.123Z"),
                        TestPlan.NOW.plusMillis(1),
                        3,
                        TestPlan.ANYONE.name())));
    }

    @Test
    void theVersionThatIsStampedIsTheOneThatWasChecked() {
        PlanCopy plans = TestPlan.copy();
        Map<String, BigDecimal> counts = new TreeMap<>(Map.of("ACTIVATED_L1", BigDecimal.ONE)) {
            @Override
            public Set<Map.Entry<String, BigDecimal>> entrySet() {
                plans.put(TestPlan.header(4));
                return super.entrySet();
            }
        };
        Submission submission = new Submission(Kind.REPORT, "thuan-an", TODAY, counts, null, null, null);
        Outcome outcome =
                new SubmissionChecker(plans).check(TestPlan.ANYONE, TestPlan.CAMPAIGN, submission, TestPlan.NOW);
        assertThat(((Accepted) outcome).event().planVersion()).isEqualTo(3);
    }

    @Test
    void whatIsLeftOutIsTheUnitsOwnReportObservedAtItsReceipt() {
        Instant received = TestPlan.NOW.plusNanos(1_999_999);
        assertThat(report("thuan-an", TODAY).at(received).check(checker))
                .isInstanceOfSatisfying(Accepted.class, accepted -> {
                    assertThat(((ActivationReported) accepted.event()).source()).isEqualTo("unit");
                    assertThat(accepted.event().observedAt()).isEqualTo(TestPlan.NOW.plusMillis(1));
                });
    }

    @ParameterizedTest
    @CsvSource({"Unit, unit", "ĐOÀN-Thanh_niên, đoàn-thanh_niên", "to\u0302\u0309-2, t\u1ed5-2", "unit, unit"})
    void oneSourceIsNotTwoBecauseOfItsSpelling(String stated, String stored) {
        Attempt attempt = report("thuan-an", TODAY).source(stated).observed("2023-06-21T17:29:59+07:00");
        Attempt asStored = report("thuan-an", TODAY).source(stored).observed("2023-06-21T17:29:59+07:00");
        assertThat(attempt.check(checker)).isEqualTo(asStored.check(checker));
        assertThat(((Accepted) attempt.check(checker)).event().source()).isEqualTo(stored);
        assertThat(((Accepted) attempt.withdrawn().check(checker)).event().source())
                .isEqualTo(stored);
    }

    @Test
    void everyKindOfStatementHasItsEvent() {
        assertThat(Stream.of(
                                report("thuan-an", TODAY),
                                report("thuan-an", TODAY).withdrawn(),
                                verification("thuan-an", TODAY),
                                verification("thuan-an", TODAY).withdrawn())
                        .map(attempt -> (Object) ((Accepted) attempt.check(checker)).event()))
                .hasExactlyElementsOfTypes(
                        ActivationReported.class,
                        ReportWithdrawn.class,
                        ActivationVerified.class,
                        VerificationWithdrawn.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-20T16:59:59.999Z", "2023-06-20T17:00:00Z"})
    void todayIsTheDateInTheCampaignsZone(String now) {
        boolean isTheNextDay = now.contains("17:00");
        assertThat(report("thuan-an", TODAY).at(Instant.parse(now)).check(checker) instanceof Accepted)
                .isEqualTo(isTheNextDay);
    }
}
