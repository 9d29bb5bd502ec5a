package vn.campaign.dashboard.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.dashboard.ReportedProgress;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.completeness.Completeness.DayCompleteness;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanBuilder;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.testing.UnitPlanBuilder;

/** Rule 5: every unit reports every day before the deadline, which in Thanh An is 20:00 (13:00 UTC). */
class CompletenessTest {

    private static final Instant BEFORE_THE_DEADLINE_OF_24_JUNE = Instant.parse("2023-06-24T13:00:00Z");

    private final Plan plan = ThanhAn.plan();

    /** 20 June on time, 21 June late, nothing since. */
    private final ReportedProgress twoDays =
            ReportedProgress.nothing().activated("2023-06-20", 3).late("2023-06-21", 2);

    @Test
    void onlyDaysPastTheirDeadlineAreOwed() {
        Completeness completeness = of("thuan-an", twoDays, BEFORE_THE_DEADLINE_OF_24_JUNE);
        assertThat(completeness.days())
                .containsExactly(
                        day("2023-06-20", 1, 1, 0, 0, 0),
                        day("2023-06-21", 1, 0, 1, 0, 0),
                        day("2023-06-22", 1, 0, 0, 1, 0),
                        day("2023-06-23", 1, 0, 0, 1, 0),
                        day("2023-06-24", 1, 0, 0, 0, 1));
        assertThat(completeness.reports().expected()).isEqualTo(4);
        assertThat(completeness.reports().reportingRate()).isEqualTo(new BigDecimal("0.5000"));
        assertThat(completeness.reports().onTimeRate()).isEqualTo(new BigDecimal("0.2500"));
        assertThat(completeness.missingStreak()).isEqualTo(2);

        Completeness aSecondLater = of("thuan-an", twoDays, BEFORE_THE_DEADLINE_OF_24_JUNE.plusSeconds(1));
        assertThat(aSecondLater.reports().expected()).isEqualTo(5);
        assertThat(aSecondLater.reports().missing()).isEqualTo(3);
        assertThat(aSecondLater.missingStreak()).isEqualTo(3);
    }

    @Test
    void todaysReportIsShownAndCountsOnceTheDeadlineHasPassed() {
        ReportedProgress today = ReportedProgress.nothing().activated("2023-06-24", 3);
        Completeness completeness = of("thuan-an", today, BEFORE_THE_DEADLINE_OF_24_JUNE);
        assertThat(completeness.days().get(4)).isEqualTo(day("2023-06-24", 1, 1, 0, 0, 0));
        assertThat(completeness.reports().onTime()).isZero();
        assertThat(of("thuan-an", today, BEFORE_THE_DEADLINE_OF_24_JUNE.plusSeconds(1))
                        .reports()
                        .onTime())
                .isEqualTo(1);
    }

    @Test
    void theCommuneAddsUpItsElevenHamlets() {
        Completeness completeness = of("thanh-an", twoDays, BEFORE_THE_DEADLINE_OF_24_JUNE);
        assertThat(completeness.days().get(1)).isEqualTo(day("2023-06-21", 11, 0, 1, 10, 0));
        assertThat(completeness.reports().expected()).isEqualTo(44);
        assertThat(completeness.reports().missing()).isEqualTo(42);
        assertThat(completeness.reports().reportingRate()).isEqualTo(new BigDecimal("0.0455")); // 2 / 44
    }

    @Test
    void aReportEndsAStreakAndTheLongestIsKept() {
        ReportedProgress progress = ReportedProgress.nothing().activated("2023-06-23", 1);
        Completeness completeness = of("thuan-an", progress, Instant.parse("2023-06-25T00:00:00Z"));
        assertThat(completeness.missingStreak()).isEqualTo(1);
        assertThat(completeness.longestMissingStreak()).isEqualTo(3);
    }

    @Test
    void nothingIsOwedBeforeAUnitBeginsAndAfterItRetires() {
        UnitPlan unit = new UnitPlanBuilder(ThanhAn.CAMPAIGN, "ap-moi")
                .name("Ấp Mới", null)
                .activeFrom(LocalDate.parse("2023-06-21"))
                .retiredFrom(LocalDate.parse("2023-06-23"))
                .build();
        Plan small = new PlanBuilder(ThanhAn.header()).add(unit).build();
        Completeness completeness = Completeness.of(
                context(small, Instant.parse("2023-07-01T00:00:00Z")),
                small.node("ap-moi").orElseThrow(),
                ReportedProgress.nothing().of("ap-moi"),
                LocalDate.parse("2023-06-20"),
                LocalDate.parse("2023-06-24"));
        assertThat(completeness.days()).extracting(DayCompleteness::expected).containsExactly(0, 1, 1, 0, 0);
        assertThat(completeness.missingStreak()).isEqualTo(2);
    }

    @Test
    void nothingIsOwedBeforeBetweenAndAfterThePhases() {
        Plan pause = ThanhAn.planWithAPause();
        Completeness completeness = Completeness.of(
                context(pause, Instant.parse("2023-10-01T00:00:00Z")),
                pause.node("thanh-an").orElseThrow(),
                ReportedProgress.nothing().activated("2023-07-14", 2).of("thanh-an"),
                LocalDate.parse("2023-07-08"),
                LocalDate.parse("2023-07-17"));
        assertThat(completeness.days())
                .extracting(DayCompleteness::expected)
                .containsExactly(11, 11, 11, 0, 0, 0, 0, 0, 11, 11);
        assertThat(completeness.days().get(6)).isEqualTo(day("2023-07-14", 0, 0, 0, 0, 0));
        assertThat(completeness.reports().expected()).isEqualTo(55);
    }

    @Test
    void withNothingOwedThereIsNoRateAndEveryShareIsReached() {
        Completeness none = Completeness.of(
                context(plan, BEFORE_THE_DEADLINE_OF_24_JUNE),
                plan.node("thuan-an").orElseThrow(),
                ReportedProgress.nothing().of("thuan-an"),
                LocalDate.parse("2023-06-20"),
                LocalDate.parse("2023-06-19"));
        assertThat(none.reports().reportingRate()).isNull();
        assertThat(none.reports().reaches(BigDecimal.ONE)).isTrue();
    }

    @Test
    void theShareIsComparedExactly() {
        ReportedProgress nine = ReportedProgress.nothing();
        LocalDate.parse("2023-06-20")
                .datesUntil(LocalDate.parse("2023-06-29"))
                .forEach(day -> nine.activated(day.toString(), 1));
        Completeness tenDays = Completeness.of(
                context(plan, Instant.parse("2023-07-01T00:00:00Z")),
                plan.node("thuan-an").orElseThrow(),
                nine.of("thuan-an"),
                LocalDate.parse("2023-06-20"),
                LocalDate.parse("2023-06-29"));
        assertThat(tenDays.reports().reaches(new BigDecimal("0.9"))).isTrue();
        assertThat(tenDays.reports().reaches(new BigDecimal("0.90001"))).isFalse();
    }

    private Completeness of(String node, ReportedProgress progress, Instant now) {
        return Completeness.of(
                context(plan, now),
                plan.node(node).orElseThrow(),
                progress.of(node),
                LocalDate.parse("2023-06-20"),
                LocalDate.parse("2023-06-24"));
    }

    private static ViewContext context(Plan plan, Instant now) {
        LocalDate day = LocalDate.parse("2023-06-24");
        return new ViewContext(plan, plan.periodOn(day), day, now);
    }

    private static DayCompleteness day(String date, int expected, int onTime, int late, int missing, int due) {
        return new DayCompleteness(LocalDate.parse(date), expected, onTime, late, missing, due);
    }
}
