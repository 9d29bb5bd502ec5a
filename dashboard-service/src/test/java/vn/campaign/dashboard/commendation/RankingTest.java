package vn.campaign.dashboard.commendation;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.campaign.dashboard.commendation.Candidate.Reason.NO_TARGET;
import static vn.campaign.dashboard.commendation.Candidate.Reason.OVER_REPORTED;
import static vn.campaign.dashboard.commendation.Candidate.Reason.REPORTING_TOO_RARE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.campaign.dashboard.ReportedProgress;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.commendation.Candidate.Review;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.ViewContext;

/** Rule 6, on the plan's phase 2 of 67 days, in which Thuận An has to bring 250, An Quý 174 and Xa Cô 142. */
class RankingTest {

    private static final Instant LATER = Instant.parse("2023-12-01T00:00:00Z");

    private final Plan plan = ThanhAn.plan();
    private final List<Candidate> candidates = new ArrayList<>();

    @Test
    void theEligibleAreRankedByHowFarPastTheirTargetTheyAre() {
        candidate("thuan-an", everyDay(250)); // 100.0 %
        candidate("an-quy", everyDay(180)); // 103.4 %
        candidate("xa-co", everyDay(142));
        candidate("thuan-an", everyDay(250).stated("2023-09-25", 420, 398)); // 420 - 148 = 272: 108.8 %

        assertThat(places())
                .containsExactly(
                        "1 thuan-an 272 [] null",
                        "2 an-quy 180 [] null",
                        "3 thuan-an 250 [] SHARED",
                        "3 xa-co 142 [] SHARED");
    }

    @Test
    void aSharedRankSkipsTheNext() {
        candidate("thuan-an", everyDay(300)); // 120.0 %
        candidate("an-quy", everyDay(174));
        candidate("xa-co", everyDay(142));
        candidate("an-quy", days(174, "2023-07-16", "2023-09-20", true));

        assertThat(places())
                .containsExactly(
                        "1 thuan-an 300 [] null",
                        "2 an-quy 174 [] SHARED",
                        "2 xa-co 142 [] SHARED",
                        "4 an-quy 174 [] ON_TIME_RATE");
    }

    @Test
    void ofEqualOnesThePunctualComesFirstThenTheEarlier() {
        candidate("thuan-an", days(250, "2023-07-16", "2023-09-20", true));
        candidate("xa-co", everyDay(142));
        candidate("an-quy", everyDay(174, "2023-07-16"));

        assertThat(places())
                .containsExactly(
                        "1 an-quy 174 [] REACHED_ON", "2 xa-co 142 [] REACHED_ON", "3 thuan-an 250 [] ON_TIME_RATE");
    }

    @Test
    void theOthersFollowWithEverythingThatIsAgainstThem() {
        candidate("doan-thanh-nien", ReportedProgress.nothing()); // 1,000 in the whole campaign
        candidate("thuan-an", everyDay(249));
        candidate("an-quy", ReportedProgress.nothing().activated("2023-07-16", 200));
        // 148 + 250 reported, 380 verified: 18 above, 7.6 tolerated
        candidate("thuan-an", everyDay(250).stated("2023-08-01", 380, 398));
        candidate("xa-co", everyDay(142));

        assertThat(places())
                .containsExactly(
                        "1 xa-co 142 [] null",
                        "null an-quy 200 [REPORTING_TOO_RARE] null",
                        "null thuan-an 250 [OVER_REPORTED] null",
                        "null thuan-an 249 [TARGET_MISSED] null",
                        "null doan-thanh-nien 0 [TARGET_MISSED, REPORTING_TOO_RARE] null");
    }

    @Test
    void aGapWithinTheToleranceIsNoOverReporting() {
        Candidate within = candidate("thuan-an", everyDay(250).stated("2023-08-01", 391, 398)); // 7 <= 7.82
        Candidate above = candidate("thuan-an", everyDay(250).stated("2023-08-01", 390, 398)); // 8 > 7.80
        assertThat(within.reasons(plan.header().settings())).isEmpty();
        assertThat(above.reasons(plan.header().settings())).containsExactly(OVER_REPORTED);
    }

    @Test
    void ninetyPercentOfTheDaysAreEnough() {
        // 61 of 67 days are 91 %, 60 are 89.6 %
        assertThat(candidate("thuan-an", days(250, "2023-07-16", "2023-09-14", false))
                        .reasons(plan.header().settings()))
                .isEmpty();
        assertThat(candidate("thuan-an", days(250, "2023-07-16", "2023-09-13", false))
                        .reasons(plan.header().settings()))
                .containsExactly(REPORTING_TOO_RARE);
    }

    @Test
    void whoReachedNothingOrNeverReportedIsReviewed() {
        assertThat(candidate("thuan-an", ReportedProgress.nothing()).review())
                .containsExactly(Review.NOTHING_REACHED, Review.NEVER_REPORTED);
        assertThat(candidate("thuan-an", ReportedProgress.nothing().activated("2023-08-01", 0))
                        .review())
                .containsExactly(Review.NOTHING_REACHED);
        assertThat(candidate("thuan-an", ReportedProgress.nothing().activated("2023-08-01", 1))
                        .review())
                .isEmpty();
        ViewContext context =
                new ViewContext(plan, plan.period("2").orElseThrow(), LocalDate.parse("2023-07-15"), LATER);
        assertThat(Candidate.of(
                                context,
                                plan.node("thuan-an").orElseThrow(),
                                ReportedProgress.nothing().of("thuan-an"))
                        .review())
                .as("before the phase")
                .isEmpty();
    }

    @Test
    void theCampaignAsksForWhatItsPhasesAskForTogether() {
        ReportedProgress progress =
                ReportedProgress.nothing().activated("2023-06-21", 361).activated("2023-08-01", 250);
        Candidate candidate = candidate("thuan-an", progress, "all", "2023-09-20");
        assertThat(candidate.target().value()).isEqualTo(509 + 250);
        assertThat(candidate.target().start()).isEqualTo(148);
        assertThat(candidate.basis().value()).isEqualTo(759);
        assertThat(candidate.reachedOn()).isEqualTo("2023-08-01");
        assertThat(candidate("doan-thanh-nien", progress, "all", "2023-09-20")
                        .target()
                        .value())
                .isEqualTo(1000);
    }

    @Test
    void aUnitOfWhichNothingIsAskedIsPassedOver() {
        assertThat(new Candidate(
                                plan.node("thuan-an").orElseThrow(),
                                null,
                                null,
                                candidate("thuan-an", everyDay(250)).reports(),
                                null,
                                null,
                                true)
                        .reasons(plan.header().settings()))
                .containsExactly(NO_TARGET);
    }

    private Candidate candidate(String unit, ReportedProgress progress) {
        return candidate(unit, progress, "2", "2023-09-30");
    }

    private Candidate candidate(String unit, ReportedProgress progress, String phase, String asOf) {
        ViewContext context = new ViewContext(plan, plan.period(phase).orElseThrow(), LocalDate.parse(asOf), LATER);
        Candidate candidate = Candidate.of(context, plan.node(unit).orElseThrow(), progress.of(unit));
        candidates.add(candidate);
        return candidate;
    }

    private List<String> places() {
        return Ranking.of(candidates, plan.header().settings()).places().stream()
                .map(place -> "%s %s %d %s %s"
                        .formatted(
                                place.rank(),
                                place.candidate().unit().code(),
                                place.candidate().basis().value(),
                                place.reasons(),
                                place.tie()))
                .toList();
    }

    /** Reports on time on each day of phase 2, all of the persons on the last. */
    private static ReportedProgress everyDay(long persons) {
        return everyDay(persons, "2023-09-20");
    }

    private static ReportedProgress everyDay(long persons, String on) {
        ReportedProgress progress = ReportedProgress.nothing();
        LocalDate.parse("2023-07-16")
                .datesUntil(LocalDate.parse("2023-09-21"))
                .forEach(
                        day -> progress.activated(day.toString(), day.toString().equals(on) ? persons : 0));
        return progress;
    }

    private static ReportedProgress days(long persons, String from, String to, boolean lastLate) {
        ReportedProgress progress = ReportedProgress.nothing();
        LocalDate.parse(from).datesUntil(LocalDate.parse(to)).forEach(day -> progress.activated(day.toString(), 0));
        return lastLate ? progress.late(to, persons) : progress.activated(to, persons);
    }
}
