package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.PlanCheck.Violation;
import vn.campaign.testing.UnitPlanBuilder;

/** Which plans are valid. */
class PlanCheckTest {

    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");

    @Test
    void aTreeHasSoManyLevels() {
        Tree tree = new Tree(10);
        String parent = null;
        for (int level = 0; level <= Tree.MAX_LEVELS; level++) {
            UnitPlan unit = unit("level-" + level, parent);
            assertThat(tree.fault(unit)).isNull();
            tree.put(unit);
            parent = unit.code();
        }

        assertThat(tree.fault(unit("deeper", parent))).isEqualTo("a unit has at most 50 nodes above it");
    }

    @Test
    void aUnitThatHadManyParentsStaysWhereItIs() {
        SortedSet<String> former = IntStream.range(0, DocumentSizes.MAX_FORMER_PARENTS)
                .mapToObj("former-%d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));
        UnitPlan root = unit("root", null);
        UnitPlan moved = new UnitPlanBuilder("c", "moved").formerParents(former).build();
        UnitPlan again = unit("moved", "root");
        Tree tree = new Tree(10);
        tree.put(root);
        tree.put(moved);

        assertThat(tree.fault(unit("moved", null))).isNull();
        assertThat(tree.fault(again)).isEqualTo("a unit has at most 1000 former parents");
        assertThat(PlanCheck.of(new Plan(header(1, 1, 1), List.of(root, again)), Map.of("moved", moved)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.field()).isEqualTo("units[1].parent"));
        assertThat(PlanCheck.of(new Plan(header(1, 1, 1), List.of(root, moved)), Map.of("moved", moved)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"\ud800, 1", "\ud83d\ude00, 0"})
    void aNameHasNoHalfOfASurrogatePair(String english, int violations) {
        UnitPlan named = new UnitPlanBuilder("c", "named").name("Ấp", english).build();
        assertThat(PlanCheck.of(new Plan(header(1, 1, 1), List.of(named)), Map.of()))
                .hasSize(violations);
    }

    private static UnitPlan unit(String code, @Nullable String parent) {
        return new UnitPlanBuilder("c", code).parent(parent).build();
    }

    @Test
    void aNationsPlanAndAYearArePossible() {
        assertThat(DocumentSizes.maxChildren(header(35, 16, 93))).isGreaterThan(2_500);
        assertThat(PlanCheck.of(plan(35, 16, 93), Map.of())).isEmpty();
        assertThat(PlanCheck.of(plan(30, 16, 365), Map.of())).isEmpty();
    }

    @Test
    void whatLeavesNoRoomInTheStoreIsRefused() {
        assertThat(PlanCheck.of(plan(30, 16, 3_660), Map.of())).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("phases");
            assertThat(violation.detail()).contains("with these indicators");
        });
        assertThat(PlanCheck.of(plan(200, 64, 1), Map.of()))
                .extracting(Violation::field)
                .containsExactly("indicators", "phases");
    }

    private static Plan plan(int indicators, int codeLength, int days) {
        return new Plan(header(indicators, codeLength, days), List.of());
    }

    static CampaignHeader header(int indicators, int codeLength, int days) {
        List<Indicator> all = IntStream.range(0, indicators)
                .mapToObj(i -> {
                    String number = codeLength == 1 ? "" : String.valueOf(i);
                    return new Indicator("A".repeat(codeLength - number.length()) + number, new Name("x", null), null);
                })
                .toList();
        Phase phase = new Phase("1", new Name("x", null), FIRST, FIRST.plusDays(days - 1), days, null, null);
        Settings defaults = Settings.defaults();
        return new CampaignHeader(
                "c",
                1,
                new Name("x", null),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(phase),
                all,
                new Settings(
                        all.get(0).code(),
                        defaults.dailyDeadline(),
                        defaults.deadlineDaysAfter(),
                        defaults.maximumCount(),
                        defaults.toleranceCount(),
                        defaults.toleranceShare(),
                        defaults.onTrackFrom(),
                        defaults.atRiskFrom(),
                        defaults.reportingShare()),
                null,
                null);
    }
}
