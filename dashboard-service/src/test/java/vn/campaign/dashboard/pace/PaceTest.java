package vn.campaign.dashboard.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Pace.Status;

/** Every formula, with figures of the real plan worked out by hand: Thuận An, phase 1 (26 days) and phase 2 (67 days). */
class PaceTest {

    private static final Period PHASE_1 = period("1", "2023-06-20", "2023-07-15", 25);
    private static final Period PHASE_2 = period("2", "2023-07-16", "2023-09-20", 65);
    private static final PaceTarget ACTIVATED_1 = new PaceTarget(PHASE_1, 509, true, 148);
    private static final PaceTarget ACTIVATED_2 = PaceTarget.withinPeriod(PHASE_2, 250);

    private final SortedMap<LocalDate, DaySum> days = new TreeMap<>();

    @Test
    void theWorkedExample() {
        report("2023-06-21", 17);
        Pace pace = pace(ACTIVATED_1, "2023-06-21");

        assertThat(pace.target().toDo()).isEqualTo(361);
        assertThat(pace.achieved()).isEqualTo(165);
        assertThat(pace.percent()).isEqualTo("32.4");
        assertThat(pace.expectedToDate()).isEqualTo("175.8"); // 148 + 361 x 2/26 = 175.769
        assertThat(pace.missing()).isEqualTo(344);
        assertThat(pace.requiredPerDay()).isEqualTo(15); // 344 / 24 = 14.33
        assertThat(pace.requiredPerTeamPerDay(1)).isEqualTo("14.33");
        assertThat(pace.projected()).isEqualTo(369); // 165 + 24 x 17/2
        assertThat(pace.status(Settings.defaults())).isEqualTo(Status.BEHIND); // 17 / 27.769 = 0.61
    }

    @Test
    void daysElapsedAndRemainingCountBothEnds() {
        assertThat(PHASE_1.days()).isEqualTo(26);
        assertThat(elapsedAndRemaining("2023-06-19")).containsExactly(0L, 26L);
        assertThat(elapsedAndRemaining("2023-06-20")).containsExactly(1L, 25L);
        assertThat(elapsedAndRemaining("2023-07-15")).containsExactly(26L, 0L);
        assertThat(elapsedAndRemaining("2023-09-01")).containsExactly(26L, 0L);
    }

    @Test
    void achievedOfACumulativeTargetStartsFromTheBaselineAndStopsAtTheEndOfThePeriod() {
        report("2023-06-20", 10);
        report("2023-07-16", 5);
        assertThat(pace(ACTIVATED_1, "2023-06-19").achieved()).isEqualTo(148);
        assertThat(pace(ACTIVATED_1, "2023-06-20").achieved()).isEqualTo(158);
        assertThat(pace(ACTIVATED_1, "2023-08-01").achieved()).isEqualTo(158);
    }

    @Test
    void achievedWithinAPeriodLeavesOutWhatWasReportedBefore() {
        report("2023-06-20", 10);
        report("2023-07-16", 5);
        assertThat(pace(ACTIVATED_2, "2023-06-20").achieved()).isZero();
        assertThat(pace(ACTIVATED_2, "2023-07-16").achieved()).isEqualTo(5);
    }

    @Test
    void percentIsRoundedHalfUpAndNamesItsDenominator() {
        report("2023-07-16", 20);
        Pace pace = pace(ACTIVATED_2, "2023-07-16");
        assertThat(pace.percent()).isEqualTo("8.0"); // 20 / 250
        assertThat(pace.percentOf(313L)).isEqualTo("6.4"); // 20 / 313 = 6.39
        assertThat(pace(PaceTarget.withinPeriod(PHASE_2, 1600), "2023-07-16").percent())
                .isEqualTo("1.3"); // 1.25
        assertThat(pace.percentOf(null)).isNull();
        assertThat(pace(PaceTarget.withinPeriod(PHASE_2, 0), "2023-07-16").percent())
                .isNull();
    }

    @Test
    void expectedToDateGrowsEvenlyFromTheStartToTheTarget() {
        assertThat(pace(ACTIVATED_1, "2023-06-01").expectedToDate()).isEqualTo("148.0");
        assertThat(pace(ACTIVATED_1, "2023-07-02").expectedToDate()).isEqualTo("328.5"); // 148 + 361 x 13/26
        assertThat(pace(ACTIVATED_1, "2023-07-15").expectedToDate()).isEqualTo("509.0");
        assertThat(pace(ACTIVATED_1, "2023-12-31").expectedToDate()).isEqualTo("509.0");
    }

    @Test
    void missingIsNeverNegative() {
        report("2023-06-20", 400);
        assertThat(pace(ACTIVATED_1, "2023-06-19").missing()).isEqualTo(361);
        assertThat(pace(ACTIVATED_1, "2023-06-20").missing()).isZero();
    }

    @Test
    void requiredPerDayIsRoundedUpAndUnknownWhenNoDayIsLeft() {
        assertThat(pace(ACTIVATED_2, "2023-07-15").requiredPerDay()).isEqualTo(4); // 250 / 67 = 3.73
        assertThat(pace(ACTIVATED_2, "2023-09-19").requiredPerDay()).isEqualTo(250);
        assertThat(pace(ACTIVATED_2, "2023-09-20").requiredPerDay()).isNull();
        report("2023-09-20", 250);
        assertThat(pace(ACTIVATED_2, "2023-09-20").requiredPerDay()).isZero();
    }

    @Test
    void requiredTodayIsWhatTheEveningBeforeAskedForLessWhatTheDayBrought() {
        report("2023-06-20", 11);
        report("2023-06-21", 5);
        // the evening of the 20th: 350 missing, 25 days from the 21st on: 14
        assertThat(pace(ACTIVATED_1, "2023-06-21").requiredToday()).isEqualTo(9);
        assertThat(pace(ACTIVATED_1, "2023-06-20").requiredToday()).isEqualTo(3); // 361 / 26 = 13.9, less 11
        report("2023-06-22", 50);
        assertThat(pace(ACTIVATED_1, "2023-06-22").requiredToday()).isZero();
        assertThat(pace(ACTIVATED_1, "2023-06-19").requiredToday()).isNull();
        assertThat(pace(ACTIVATED_1, "2023-07-16").requiredToday()).isNull();
    }

    @Test
    void requiredPerTeamPerDayNeedsTeamsAndDays() {
        Pace pace = pace(new PaceTarget(PHASE_1, 6337, true, 1814), "2023-06-21");
        assertThat(pace.requiredPerTeamPerDay(11)).isEqualTo("17.13"); // 4523 / 24 / 11 = 17.132
        assertThat(pace.requiredPerTeamPerDay(null)).isNull();
        assertThat(pace.requiredPerTeamPerDay(0)).isNull();
        assertThat(pace(ACTIVATED_1, "2023-07-15").requiredPerTeamPerDay(1)).isNull();
        report("2023-06-20", 361);
        assertThat(pace(ACTIVATED_1, "2023-07-15").requiredPerTeamPerDay(1)).isEqualTo("0.00");
    }

    @Test
    void planQuotaDividesByThePlannedDays() {
        assertThat(pace(ACTIVATED_2, "2023-07-16").planQuotaPerTeamPerDay(1)).isEqualTo("3.85"); // 250 / 65, column 8
        assertThat(pace(ACTIVATED_2, "2023-07-16").planQuotaPerTeamPerDay(null)).isNull();
        assertThat(pace(ACTIVATED_2, "2023-07-16").planQuotaPerTeamPerDay(0)).isNull();
    }

    @Test
    void projectionContinuesTheMeanOfTheLastSevenDays() {
        report("2023-06-20", 70);
        for (int day = 21; day <= 27; day++) {
            report("2023-06-" + day, 3);
        }
        // 148 + 70 + 21 = 239 on the 27th, 18 days left at 3 a day: the 70 of the first day are out of the mean
        assertThat(pace(ACTIVATED_1, "2023-06-27").projected()).isEqualTo(293);
        assertThat(pace(ACTIVATED_1, "2023-06-19").projected()).isEqualTo(148);
        assertThat(pace(ACTIVATED_1, "2023-08-01").projected()).isEqualTo(239);
    }

    @Test
    void projectionIsRoundedHalfUp() {
        report("2023-06-20", 1);
        // the 21st: 149 + 24 x 1/2; the 22nd: 149 + 23 x 1/3 = 156.67
        assertThat(pace(ACTIVATED_1, "2023-06-21").projected()).isEqualTo(161);
        assertThat(pace(ACTIVATED_1, "2023-06-22").projected()).isEqualTo(157);
    }

    @Test
    void statusBeforeAndAfterThePeriod() {
        assertThat(status("2023-06-19")).isEqualTo(Status.UPCOMING);
        assertThat(status("2023-07-16")).isEqualTo(Status.MISSED);
        report("2023-07-15", 361);
        assertThat(status("2023-07-15")).isEqualTo(Status.ACHIEVED);
        assertThat(status("2023-07-16")).isEqualTo(Status.ACHIEVED);
    }

    @Test
    void statusAtTheThresholdsExactly() {
        // on 2 July 13 of 26 days are over: 100 of 200 expected, 80 are 0.8 of it
        PaceTarget target = PaceTarget.withinPeriod(PHASE_1, 200);
        report("2023-06-20", 79);
        assertThat(pace(target, "2023-07-02").status(Settings.defaults())).isEqualTo(Status.BEHIND);
        report("2023-06-21", 1);
        assertThat(pace(target, "2023-07-02").status(Settings.defaults())).isEqualTo(Status.AT_RISK);
        report("2023-06-22", 19);
        assertThat(pace(target, "2023-07-02").status(Settings.defaults())).isEqualTo(Status.AT_RISK);
        report("2023-06-23", 1);
        assertThat(pace(target, "2023-07-02").status(Settings.defaults())).isEqualTo(Status.ON_TRACK);
    }

    @Test
    void statusTakesTheCampaignsOwnThresholds() {
        report("2023-06-21", 17);
        var lenient =
                new Settings(null, null, null, null, null, null, new BigDecimal("0.6"), new BigDecimal("0.5"), null);
        assertThat(pace(ACTIVATED_1, "2023-06-21").status(lenient)).isEqualTo(Status.ON_TRACK);
    }

    @Test
    void nothingToDoIsAchieved() {
        Pace none = pace(PaceTarget.withinPeriod(PHASE_1, 0), "2023-06-20");
        assertThat(none.status(Settings.defaults())).isEqualTo(Status.ACHIEVED);
        assertThat(none.requiredPerDay()).isZero();
        assertThat(pace(new PaceTarget(PHASE_1, 148, true, 148), "2023-06-20").status(Settings.defaults()))
                .isEqualTo(Status.ACHIEVED);
    }

    @Test
    void aTargetsOwnDueDateEndsItsPeriod() {
        Period due = PHASE_1.dueOn(LocalDate.parse("2023-06-30"));
        assertThat(due.days()).isEqualTo(11);
        assertThat(due.remaining(LocalDate.parse("2023-07-01"))).isZero();
        assertThat(pace(PaceTarget.withinPeriod(due, 30), "2023-07-01").status(Settings.defaults()))
                .isEqualTo(Status.MISSED);
    }

    private Status status(String asOf) {
        return pace(ACTIVATED_1, asOf).status(Settings.defaults());
    }

    private static List<Long> elapsedAndRemaining(String asOf) {
        LocalDate day = LocalDate.parse(asOf);
        return List.of(PHASE_1.elapsed(day), PHASE_1.remaining(day));
    }

    private void report(String date, long persons) {
        days.put(LocalDate.parse(date), new DaySum(Map.of("ACTIVATED_L2", persons), 1, 1, null, null, null));
    }

    private Pace pace(PaceTarget target, String asOf) {
        DaySeries reported = DaySeries.of(PHASE_1.from(), PHASE_2.to(), days, List.of("ACTIVATED_L1", "ACTIVATED_L2"));
        return new Pace(target, reported, LocalDate.parse(asOf));
    }

    private static Period period(String code, String from, String to, int planned) {
        return new Period(code, LocalDate.parse(from), LocalDate.parse(to), planned);
    }
}
