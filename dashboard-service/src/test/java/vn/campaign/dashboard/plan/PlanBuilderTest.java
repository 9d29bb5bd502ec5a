package vn.campaign.dashboard.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.testing.UnitPlanBuilder;

class PlanBuilderTest {

    private final Plan plan = ThanhAn.plan();

    @Test
    void theTreeKeepsThePlansOrderAndItsTwoDimensionsApart() {
        assertThat(plan.roots()).extracting(PlanNode::code).containsExactly("thanh-an", "thanh-an-to-chuc");
        PlanNode commune = node("thanh-an");
        assertThat(commune.children())
                .hasSize(11)
                .first()
                .extracting(PlanNode::code)
                .isEqualTo("thuan-an");
        assertThat(plan.above(node("thuan-an"))).containsExactly(commune);
        assertThat(plan.above(commune)).isEmpty();
    }

    @Test
    void anInnerNodesOwnFiguresStandWhereThePlanStatesThem() {
        assertThat(node("thanh-an").eligible(period("1"))).isEqualTo(9738); // the children's sum is 9,748
        assertThat(node("thanh-an").eligible(period("2"))).isEqualTo(3895); // and 3,894
        assertThat(target("thanh-an", "REGISTERED_L1", "1").value()).isEqualTo(1461);
        assertThat(node("thanh-an").baseline("ACTIVATED")).isEqualTo(1814);
        assertThat(node("thanh-an").teams()).isEqualTo(11);
    }

    @Test
    void whereThePlanIsSilentAnInnerNodeHasTheSumOfItsChildren() {
        Plan district = plan(
                unit("district", null, List.of()),
                unit("east", "district", List.of()),
                unit("a", "east", List.of(cumulative(100), floor(10))),
                unit("b", "east", List.of(cumulative(30))),
                unit("west", "district", List.of(cumulative(50))),
                unit("c", "west", List.of(cumulative(70))));
        Period phase = district.period("1").orElseThrow();
        PlanNode top = district.node("district").orElseThrow();
        assertThat(top.target("ACTIVATED", phase)).contains(new PaceTarget(phase, 180, true, 0));
        assertThat(top.baseline("ACTIVATED")).isEqualTo(36);
        assertThat(top.referenceBaseline("ENROLLED_L2")).isEqualTo(60);
        assertThat(top.eligible(phase)).isEqualTo(600);
        assertThat(top.teams()).isEqualTo(12);
        assertThat(top.floor("ACTIVATED", phase)).isEmpty();
    }

    @Test
    void targetsThatCountDifferentlyAreNotAdded() {
        Plan mixed = plan(
                unit("top", null, List.of()),
                unit("a", "top", List.of(cumulative(100))),
                unit("b", "top", List.of(within(30))),
                unit("c", "top", List.of(within(30))));
        Period phase = mixed.period("1").orElseThrow();
        assertThat(mixed.node("top").orElseThrow().target("ACTIVATED", phase)).isEmpty();
    }

    /** Under phase 2, a shows its own figures and b the whole campaign's. */
    @Test
    void aSumAddsWhatEachChildShowsUnderThePeriod() {
        Plan mixed = plan(
                new UnitPlanBuilder(ThanhAn.CAMPAIGN, "top").build(),
                new UnitPlanBuilder(ThanhAn.CAMPAIGN, "a")
                        .parent("top")
                        .eligible(200L)
                        .eligibleByPhase(Map.of("2", 120L))
                        .targets(List.of(new Target("ACTIVATED", "2", 30L, null, null, null, null)))
                        .build(),
                new UnitPlanBuilder(ThanhAn.CAMPAIGN, "b")
                        .parent("top")
                        .eligible(50L)
                        .targets(List.of(new Target("ACTIVATED", null, 40L, null, null, null, null)))
                        .build());
        PlanNode top = mixed.node("top").orElseThrow();
        Period phase = mixed.period("2").orElseThrow();
        Period all = mixed.period("all").orElseThrow();
        assertThat(top.eligible(phase)).isEqualTo(170);
        assertThat(top.eligible(mixed.period("1").orElseThrow())).isEqualTo(250);
        assertThat(top.target("ACTIVATED", phase)).contains(PaceTarget.withinPeriod(all, 70));
        assertThat(top.target("ACTIVATED", all)).contains(PaceTarget.withinPeriod(all, 40));
    }

    @Test
    void aShareOfMembersIsRoundedUpAndUnknownWithoutMembers() {
        assertThat(target("hoi-lhpn", "MEMBERS_L2", "all").value()).isEqualTo(2467);
        assertThat(node("doan-thanh-nien").target("MEMBERS_L2", period("all"))).isEmpty();
        Target half = new Target("MEMBERS_L2", null, null, new BigDecimal("0.5"), null, null, null);
        Plan odd = plan(new UnitPlanBuilder(ThanhAn.CAMPAIGN, "odd")
                .members(247L)
                .targets(List.of(half))
                .build());
        assertThat(odd.node("odd")
                        .orElseThrow()
                        .target("MEMBERS_L2", odd.period("all").orElseThrow()))
                .map(PaceTarget::value)
                .contains(124L);
    }

    @Test
    void aTargetsDueDateIsTheEndOfItsPeriod() {
        assertThat(target("hoi-lhpn", "MEMBERS_L2", "all").period().to()).isEqualTo("2023-06-30");
        assertThat(target("thanh-an-to-chuc", "MEMBERS_L2", "1").period().code())
                .isEqualTo("all");
    }

    @Test
    void theWholeCampaignsPlannedDaysAreThePhases() {
        assertThat(period("all").plannedDays()).isEqualTo(90);
        assertThat(period("all").days()).isEqualTo(93);
    }

    @Test
    void aDayIsLookedAtInItsPhaseElseTheLastBegunElseTheFirst() {
        assertThat(phaseOn("2023-01-01")).isEqualTo("1");
        assertThat(phaseOn("2023-07-15")).isEqualTo("1");
        assertThat(phaseOn("2023-07-16")).isEqualTo("2");
        assertThat(phaseOn("2026-01-01")).isEqualTo("2");
    }

    @Test
    void unitsMayComeInAnyOrderAndOrphansWaitForTheirParent() {
        Plan partial =
                plan(unit("a", "top", List.of()), unit("stray", "absent", List.of()), unit("top", null, List.of()));
        assertThat(partial.node("top").orElseThrow().children()).hasSize(1);
        assertThat(partial.node("stray")).isEmpty();
        assertThat(partial.roots()).hasSize(1);
    }

    @Test
    void unitsThatAreEachOthersParentsDoNotHangTheBuilder() {
        assertThat(plan(unit("a", "b", List.of()), unit("b", "a", List.of())).roots())
                .isEmpty();
    }

    @Test
    void aRetiredLeafTakesNoReportsFromItsDayOn() {
        Plan plan = plan(
                unit("top", null, List.of()),
                unit("a", "top", List.of()),
                ThanhAn.unit("b", "top").retired(LocalDate.parse("2023-07-01")));
        PlanNode top = plan.node("top").orElseThrow();
        assertThat(top.activeLeaves(LocalDate.parse("2023-06-30"))).isEqualTo(2);
        assertThat(top.activeLeaves(LocalDate.parse("2023-07-01"))).isEqualTo(1);
    }

    @Test
    void aPlanOfThousandsOfLevelsIsBuiltAndSearched() {
        int levels = 20_000;
        PlanBuilder builder = new PlanBuilder(ThanhAn.header());
        IntStream.range(0, levels)
                .forEach(level -> builder.add(ThanhAn.unit("n" + level, level == 0 ? null : "n" + (level - 1))));
        Plan deep = builder.build();
        PlanNode top = deep.node("n0").orElseThrow();
        assertThat(top.units()).extracting(PlanNode::code).containsExactly("n" + (levels - 1));
        assertThat(deep.above(top.units().findFirst().orElseThrow())).hasSize(levels - 1);
    }

    @Test
    void unitsComeInThePlansOrder() {
        Plan plan = plan(
                unit("top", null, List.of()),
                unit("east", "top", List.of()),
                unit("a", "east", List.of()),
                unit("b", "east", List.of()),
                unit("z", "top", List.of()),
                unit("west", "top", List.of()),
                unit("c", "west", List.of()));
        assertThat(plan.node("top").orElseThrow().units())
                .extracting(PlanNode::code)
                .containsExactly("a", "b", "c", "z");
    }

    private PlanNode node(String code) {
        return plan.node(code).orElseThrow();
    }

    private Period period(String code) {
        return plan.period(code).orElseThrow();
    }

    private String phaseOn(String day) {
        return plan.periodOn(LocalDate.parse(day)).code();
    }

    private PaceTarget target(String node, String indicator, String period) {
        return node(node).target(indicator, period(period)).orElseThrow();
    }

    private static Plan plan(UnitPlan... units) {
        PlanBuilder builder = new PlanBuilder(ThanhAn.header());
        List.of(units).forEach(builder::add);
        return builder.build();
    }

    private static UnitPlan unit(String code, String parent, List<Target> targets) {
        boolean leaf = parent != null && code.length() == 1;
        UnitPlanBuilder unit =
                new UnitPlanBuilder(ThanhAn.CAMPAIGN, code).parent(parent).targets(targets);
        if (leaf) {
            unit.teams(4)
                    .eligible(200L)
                    .baselines(Map.of("ACTIVATED", 12L))
                    .referenceBaselines(Map.of("ENROLLED_L2", 20L));
        }
        return unit.build();
    }

    private static Target cumulative(long value) {
        return new Target("ACTIVATED", "1", value, null, Target.Counting.CUMULATIVE, null, null);
    }

    private static Target within(long value) {
        return new Target("ACTIVATED", "1", value, null, null, null, null);
    }

    private static Target floor(long value) {
        return new Target("ACTIVATED", "1", value, null, null, Target.Level.FLOOR, null);
    }
}
