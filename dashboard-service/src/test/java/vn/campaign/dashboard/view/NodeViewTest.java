package vn.campaign.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.ReportedProgress;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.pace.Pace.Status;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.IndicatorView.FloorView;
import vn.campaign.dashboard.view.IndicatorView.PaceView;
import vn.campaign.dashboard.view.IndicatorView.VerificationView;

class NodeViewTest {

    private static final Instant LONG_AFTER = Instant.parse("2026-01-01T00:00:00Z");

    private final Plan plan = ThanhAn.plan();

    /** Thuận An's report of the worked example. */
    private final ReportedProgress example =
            ReportedProgress.nothing().reported("2023-06-21", 1, Map.of("ACTIVATED_L1", 5L, "ACTIVATED_L2", 12L));

    @Test
    void theHamletOfTheWorkedExample() {
        IndicatorView activated =
                view("thuan-an", "1", "2023-06-21", example).indicators().get("ACTIVATED");

        assertThat(activated)
                .isEqualTo(new IndicatorView(
                        "1",
                        LocalDate.parse("2023-06-20"),
                        LocalDate.parse("2023-07-15"),
                        148,
                        null,
                        17,
                        165,
                        750L,
                        1,
                        2,
                        24,
                        null,
                        new PaceView(
                                509L,
                                true,
                                361L,
                                165L,
                                new BigDecimal("32.4"),
                                new BigDecimal("22.0"),
                                new BigDecimal("175.8"),
                                344L,
                                15L,
                                0L,
                                new BigDecimal("14.33"),
                                new BigDecimal("20.36"),
                                369L,
                                Status.BEHIND),
                        new VerificationView(null, null, 0, null, null, null),
                        null,
                        null));
    }

    @Test
    void theCommuneOfTheWorkedExample() {
        IndicatorView activated =
                view("thanh-an", "1", "2023-06-21", example).indicators().get("ACTIVATED");
        assertThat(activated.reportedInPeriod()).isEqualTo(17);
        assertThat(activated.cumulative()).isEqualTo(1831);
        assertThat(activated.pace().target()).isEqualTo(6337);
        assertThat(activated.floor())
                .isEqualTo(new FloorView("1", 2500, 17, new BigDecimal("0.7"), 2483, Status.BEHIND));
    }

    @Test
    void aPhaseWithoutATargetShowsTheWholeCampaigns() {
        ReportedProgress progress =
                ReportedProgress.nothing().activated("2023-06-20", 30).activated("2023-07-20", 12);
        IndicatorView activated = view("doan-thanh-nien", "2", "2023-07-20", progress)
                .indicators()
                .get("ACTIVATED");
        assertThat(activated.period()).isEqualTo("all");
        assertThat(activated.pace().target()).isEqualTo(1000);
        assertThat(activated.reportedInPeriod()).isEqualTo(42);
        assertThat(activated.elapsedDays()).isEqualTo(31);
        assertThat(activated.remainingDays()).isEqualTo(62);
    }

    @Test
    void withoutAnyTargetThePhaseIsShownAndThePaceIsUnknown() {
        IndicatorView level1 =
                view("thuan-an", "1", "2023-06-21", example).indicators().get("ACTIVATED_L1");
        assertThat(level1.period()).isEqualTo("1");
        assertThat(level1.reportedInPeriod()).isEqualTo(5);
        assertThat(level1.pace()).isEqualTo(PaceView.NONE);
    }

    @Test
    void theBaselineBelongsToTheWholeCampaign() {
        ReportedProgress progress =
                ReportedProgress.nothing().activated("2023-06-20", 30).activated("2023-07-20", 12);
        IndicatorView activated =
                view("thuan-an", "2", "2023-07-20", progress).indicators().get("ACTIVATED");
        assertThat(activated.cumulative()).isEqualTo(190);
        assertThat(activated.pace().achieved()).isEqualTo(12);
        assertThat(activated.pace().toDo()).isEqualTo(250);
        assertThat(activated.eligible()).isEqualTo(313);
    }

    @Test
    void aPhaseThatIsOverStandsStillWhileTheCumulativeFigureGoesOn() {
        ReportedProgress progress =
                ReportedProgress.nothing().activated("2023-06-20", 30).activated("2023-07-20", 12);
        IndicatorView activated =
                view("thuan-an", "1", "2023-07-20", progress).indicators().get("ACTIVATED");
        assertThat(activated.cumulative()).isEqualTo(190);
        assertThat(activated.reportedInPeriod()).isEqualTo(30);
        assertThat(activated.pace().achieved()).isEqualTo(178);
        assertThat(activated.pace().status()).isEqualTo(Status.MISSED);
    }

    @Test
    void aReferenceBaselineIsShownAndNotAdded() {
        IndicatorView enrolled =
                view("thuan-an", "1", "2023-06-21", example).indicators().get("ENROLLED_L2");
        assertThat(enrolled.referenceBaseline()).isEqualTo(276);
        assertThat(enrolled.baseline()).isZero();
        assertThat(enrolled.cumulative()).isZero();
    }

    @Test
    void anInnerNodeHasReportedWhenEveryActiveLeafHas() {
        assertThat(view("thuan-an", "1", "2023-06-21", example).reportedToday()).isTrue();
        assertThat(view("thuan-an", "1", "2023-06-22", example).reportedToday()).isFalse();
        ReportedProgress ten = ReportedProgress.nothing().reported("2023-06-21", 10, Map.of());
        assertThat(view("thanh-an", "1", "2023-06-21", ten).reportedToday()).isFalse();
        ReportedProgress eleven = ReportedProgress.nothing().reported("2023-06-21", 11, Map.of());
        assertThat(view("thanh-an", "1", "2023-06-21", eleven).reportedToday()).isTrue();
    }

    @Test
    void missingDaysAreSummedOverLeaves() {
        assertThat(view("thuan-an", "1", "2023-06-21", example).missingDays()).isEqualTo(1);
        assertThat(view("thanh-an", "1", "2023-06-21", example).missingDays()).isEqualTo(21);
        assertThat(view("thuan-an", "1", "2026-01-01", example).missingDays()).isEqualTo(25);
        assertThat(view("thuan-an", "2", "2023-06-21", example).missingDays()).isZero();
    }

    @Test
    void aDayIsNotMissingBeforeItsDeadline() {
        Instant sevenInTheEvening = Instant.parse("2023-06-22T12:00:00Z");
        assertThat(view("thuan-an", "1", "2023-06-22", sevenInTheEvening, example)
                        .missingDays())
                .isEqualTo(1);
        assertThat(view("thuan-an", "1", "2023-06-22", sevenInTheEvening.plusSeconds(3601), example)
                        .missingDays())
                .isEqualTo(2);
    }

    @Test
    void verifiedFiguresStandBesideTheReportedOnes() {
        ReportedProgress progress = example.verified("2023-06-21", "ACTIVATED", 160, 165, 1);
        VerificationView before = view("thuan-an", "1", "2023-06-20", progress)
                .indicators()
                .get("ACTIVATED")
                .verification();
        VerificationView after = view("thuan-an", "1", "2023-06-25", progress)
                .indicators()
                .get("ACTIVATED")
                .verification();
        assertThat(before.verified()).isNull();
        assertThat(after)
                .isEqualTo(new VerificationView(
                        160L, LocalDate.parse("2023-06-21"), 1, new BigDecimal("100.0"), 5L, true));
    }

    @Test
    void betweenPhasesAndAfterTheCampaignNobodyOwesAReport() {
        Plan pause = ThanhAn.planWithAPause();
        for (String day : List.of("2023-06-19", "2023-07-12", "2023-09-21")) {
            for (String code : List.of("thanh-an", "thuan-an", "doan-thanh-nien")) {
                ViewContext context =
                        new ViewContext(pause, pause.period("all").orElseThrow(), LocalDate.parse(day), LONG_AFTER);
                NodeView view = NodeView.of(
                        context,
                        null,
                        pause.node(code).orElseThrow(),
                        ReportedProgress.nothing().activated("2023-07-12", 3).of(code));
                assertThat(view.reportedToday()).as("%s %s", code, day).isNull();
                assertThat(view.timeliness()).isNull();
                assertThat(view.leaves()).isZero();
                assertThat(view.indicators().get("ACTIVATED").pace().requiredToday())
                        .isNull();
            }
        }
    }

    /** On 21 June 27.8 are due by the evening, 13.9 by the evening before: 20 June brought 14. */
    @Test
    void nobodyIsBehindInTheMorningForWhatIsDueInTheEvening() {
        ReportedProgress onPlan = ReportedProgress.nothing().activated("2023-06-20", 14);
        PaceView morning = pace("2023-06-21", Instant.parse("2023-06-21T01:00:00Z"), onPlan);
        assertThat(morning.status()).isEqualTo(Status.ON_TRACK);
        assertThat(morning.expectedToDate()).isEqualTo(new BigDecimal("161.9"));
        PaceView evening = pace("2023-06-21", Instant.parse("2023-06-21T13:00:01Z"), onPlan);
        assertThat(evening.status()).isEqualTo(Status.BEHIND);
        assertThat(evening.expectedToDate()).isEqualTo(new BigDecimal("175.8"));
        PaceView firstMorning = pace("2023-06-20", Instant.parse("2023-06-20T01:00:00Z"), ReportedProgress.nothing());
        assertThat(firstMorning.status()).isEqualTo(Status.ON_TRACK);
    }

    private PaceView pace(String asOf, Instant now, ReportedProgress progress) {
        return view("thuan-an", "1", asOf, now, progress)
                .indicators()
                .get("ACTIVATED")
                .pace();
    }

    @Test
    void aNodeOfWhichNothingWasSaidIsAllZero() {
        NodeView view = view("thuan-an", "1", "2023-06-21", ReportedProgress.nothing());
        assertThat(view.indicators().get("ACTIVATED").cumulative()).isEqualTo(148);
        assertThat(view.indicators().get("ACTIVATED").pace().requiredToday()).isEqualTo(15); // 361 / 25 = 14.4
        assertThat(NodeView.of(
                                context("1", "2023-06-21", LONG_AFTER),
                                null,
                                plan.node("thuan-an").orElseThrow(),
                                NodeProgress.none(ThanhAn.CAMPAIGN, "thuan-an"))
                        .lastReportedAt())
                .isNull();
    }

    private NodeView view(String node, String phase, String asOf, ReportedProgress progress) {
        return view(node, phase, asOf, LONG_AFTER, progress);
    }

    private NodeView view(String node, String phase, String asOf, Instant now, ReportedProgress progress) {
        return NodeView.of(context(phase, asOf, now), null, plan.node(node).orElseThrow(), progress.of(node));
    }

    private ViewContext context(String phase, String asOf, Instant now) {
        return new ViewContext(plan, plan.period(phase).orElseThrow(), LocalDate.parse(asOf), now);
    }
}
