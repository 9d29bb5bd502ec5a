package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;

/** A plan is checked against itself: the faults of the real one, added up by hand from its appendices. */
class FindingsTest {

    @Test
    void theRealPlanReportsItsRealFaultsAndNoOthers() throws IOException {
        assertThat(Findings.of(ThanhAn.units()).stream().map(finding -> "%s %s %s %s %s/%s"
                        .formatted(
                                finding.code(),
                                finding.unit(),
                                finding.figure(),
                                finding.phase(),
                                finding.stated(),
                                finding.computed())))
                .containsExactlyInAnyOrder(
                        "CHILDREN_DIFFER thanh-an eligible null 9738/9748",
                        "CHILDREN_DIFFER thanh-an eligible 2 3895/3894",
                        "CHILDREN_DIFFER thanh-an target ENROLLED_L2 2 623/624",
                        "CHILDREN_DIFFER thanh-an target GUIDED 2 2493/2490",
                        "SUM_DIFFERS thanh-an to_register 1 3641/3648",
                        "SUM_DIFFERS dia-hat-soc-dam to_register 1 528/529",
                        "SUM_DIFFERS an-quy to_register 1 203/204",
                        "SUM_DIFFERS an-son to_register 1 353/354",
                        "SUM_DIFFERS phum-lu-tu-ly to_register 1 249/250",
                        "SUM_DIFFERS an-hoa to_register 1 316/317",
                        "SUM_DIFFERS bu-dinh to_register 1 413/414",
                        "SUM_DIFFERS trung-son to_register 1 456/457",
                        "MEMBERS_UNKNOWN doan-thanh-nien target MEMBERS_L2 null null/null");
    }

    @Test
    void theRealPlanIsWhole() throws IOException {
        Map<String, UnitPlan> units =
                ThanhAn.units().stream().collect(Collectors.toMap(UnitPlan::code, Function.identity()));
        assertThat(units).hasSize(22);
        assertThat(children(units, "thanh-an")).hasSize(11).allMatch(unit -> unit.teams() == 1);
        assertThat(children(units, "thanh-an-to-chuc")).hasSize(9);
        assertThat(units.get("thanh-an").teams()).isEqualTo(11);
        assertThat(units.get("thuan-an").baseline("ACTIVATED")).isEqualTo(148);
        assertThat(target(units.get("thuan-an"), "ACTIVATED", "1", Target.Level.TARGET))
                .isEqualTo(new Target(
                        "ACTIVATED", "1", 509L, null, Target.Counting.CUMULATIVE, Target.Level.TARGET, null));
        assertThat(target(units.get("thuan-an"), "ACTIVATED", "2", Target.Level.TARGET)
                        .counting())
                .isEqualTo(Target.Counting.WITHIN_PERIOD);
        assertThat(target(units.get("thanh-an"), "ACTIVATED", "1", Target.Level.FLOOR)
                        .value())
                .isEqualTo(2500);
        assertThat(target(units.get("thanh-an-to-chuc"), "GUIDED", null, Target.Level.TARGET)
                        .value())
                .isEqualTo(6337 + 2467);
        assertThat(units.get("doan-thanh-nien").members()).isNull();
    }

    private static List<UnitPlan> children(Map<String, UnitPlan> units, String parent) {
        return units.values().stream()
                .filter(unit -> parent.equals(unit.parent()))
                .toList();
    }

    private static Target target(UnitPlan unit, String indicator, String phase, Target.Level level) {
        return unit.targets().stream()
                .filter(each -> each.indicator().equals(indicator)
                        && java.util.Objects.equals(each.phase(), phase)
                        && each.level() == level)
                .findFirst()
                .orElseThrow();
    }
}
