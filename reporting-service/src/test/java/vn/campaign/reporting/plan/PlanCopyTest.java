package vn.campaign.reporting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.reporting.TestPlan;

class PlanCopyTest {

    private static final LocalDate RETIRED = LocalDate.of(2023, 7, 1);

    private final PlanCopy plans = new PlanCopy();

    @Test
    void unitsAloneAreNoCampaignYet() {
        TestPlan.units().forEach(plans::put);
        assertThat(plans.campaign(TestPlan.CAMPAIGN)).isEmpty();
        assertThat(plans.headers()).isEmpty();

        plans.put(TestPlan.header(1));
        assertThat(plans.campaign(TestPlan.CAMPAIGN).orElseThrow().unit(TestPlan.LEAF))
                .isPresent();
    }

    @Test
    void theHigherVersionOfAHeaderStays() {
        plans.put(TestPlan.header(7));
        plans.put(TestPlan.header(6));
        assertThat(plans.headers()).extracting("version").containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theHigherVersionOfAUnitStaysInWhateverOrderAndHoweverOftenTheyCome(int seed) {
        List<UnitPlan> records = new ArrayList<>(List.of(
                TestPlan.unit("root", null, 1, null),
                TestPlan.unit("other", null, 1, null),
                TestPlan.unit("child", "root", 1, null),
                TestPlan.unit("child", "other", 2, RETIRED),
                TestPlan.unit("sibling", "root", 1, null),
                TestPlan.unit("sibling", null, 3, null)));
        records.addAll(List.copyOf(records));
        Collections.shuffle(records, new Random(seed));

        plans.put(TestPlan.header(1));
        records.forEach(plans::put);

        CampaignPlan plan = plans.campaign(TestPlan.CAMPAIGN).orElseThrow();
        assertThat(plan.unit("child")).hasValueSatisfying(child -> assertThat(child)
                .returns("other", Unit::parent)
                .returns(2L, Unit::version)
                .returns(RETIRED, Unit::retiredFrom));
        assertThat(plan.hasChildren("root")).isFalse();
        assertThat(plan.hasChildren("other")).isTrue();
    }

    @Test
    void aCheckIsAgainstTheNewerOfHeaderAndUnit() {
        plans.put(TestPlan.unit("old", null, 2, null));
        plans.put(TestPlan.unit("new", null, 5, null));
        plans.put(TestPlan.header(4));

        CampaignPlan plan = plans.campaign(TestPlan.CAMPAIGN).orElseThrow();
        assertThat(plan.unit("old").orElseThrow().planVersion(plan.header())).isEqualTo(4);
        assertThat(plan.unit("new").orElseThrow().planVersion(plan.header())).isEqualTo(5);
    }
}
