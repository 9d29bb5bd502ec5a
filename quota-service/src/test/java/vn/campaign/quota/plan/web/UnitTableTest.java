package vn.campaign.quota.plan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;
import vn.campaign.contract.plan.UnitPlan.Target.Counting;
import vn.campaign.contract.plan.UnitPlan.Target.Level;
import vn.campaign.quota.plan.web.UnitTable.Period;
import vn.campaign.testing.UnitPlanBuilder;

class UnitTableTest {

    private static final CampaignHeader HEADER = new CampaignHeader(
            "c",
            1,
            new Name("c", null),
            ZoneId.of("Asia/Ho_Chi_Minh"),
            List.of(phase("1", "2023-06-20", "2023-07-15"), phase("2", "2023-07-16", "2023-09-20")),
            Stream.of("ACTIVATED", "GUIDED")
                    .map(code -> new Indicator(code, new Name(code, null), null))
                    .toList(),
            null,
            Instant.EPOCH,
            null);

    private static final UnitPlan COMMUNE = new UnitPlanBuilder("c", "commune")
            .teams(11)
            .targets(List.of(
                    target("GUIDED", "2", 2493, Counting.WITHIN_PERIOD, Level.TARGET),
                    target("ACTIVATED", "1", 2500, Counting.WITHIN_PERIOD, Level.FLOOR),
                    target("ACTIVATED", "1", 6337, Counting.CUMULATIVE, Level.TARGET)))
            .build();
    private static final UnitPlan HAMLET = new UnitPlanBuilder("c", "hamlet")
            .parent("commune")
            .eligibleByPhase(Map.of("2", 313L))
            .targets(List.of(target("ACTIVATED", "1", 509, Counting.CUMULATIVE, Level.TARGET)))
            .build();
    private static final UnitPlan UNION = new UnitPlanBuilder("c", "union")
            .kind(Kind.ORGANISATION)
            .members(30L)
            .targets(List.of(target("ACTIVATED", null, 450, Counting.WITHIN_PERIOD, Level.TARGET)))
            .build();

    private final List<UnitTable> tables = UnitTable.of(HEADER, List.of(UNION, COMMUNE, HAMLET));

    @Test
    void eachKindHasATableWithOnlyTheColumnsThatItNeeds() {
        assertThat(tables).extracting(UnitTable::kind).containsExactly(Kind.TERRITORY, Kind.ORGANISATION);
        assertThat(tables.get(0).units()).containsExactly(COMMUNE, HAMLET);
        assertThat(tables.get(0).teams()).isTrue();
        assertThat(tables.get(0).members()).isFalse();
        assertThat(tables.get(1).periods()).extracting(Period::phase).containsExactly((Phase) null);
        assertThat(tables.get(1).members()).isTrue();
    }

    @Test
    void targetsStandByPhaseThenByIndicatorAndAFloorBesideItsTarget() {
        assertThat(tables.get(0).periods()).extracting(Period::width).containsExactly(2, 2);
        assertThat(tables.get(0).periods().get(0).columns())
                .extracting(column -> column.indicator() + " " + column.counting() + " " + column.level())
                .containsExactly("ACTIVATED CUMULATIVE TARGET", "ACTIVATED WITHIN_PERIOD FLOOR");
        assertThat(tables.get(0).periods().get(1).eligible()).isTrue();
    }

    @Test
    void aCellHasTheUnitsOwnTargetOrNone() {
        Period first = tables.get(0).periods().get(0);
        assertThat(first.columns())
                .map(column -> value(first.target(COMMUNE, column)))
                .containsExactly(6337L, 2500L);
        assertThat(first.columns())
                .map(column -> value(first.target(HAMLET, column)))
                .containsExactly(509L, null);
    }

    private static @Nullable Long value(@Nullable Target target) {
        return target == null ? null : target.value();
    }

    private static Target target(String indicator, @Nullable String phase, long value, Counting counting, Level level) {
        return new Target(indicator, phase, value, null, counting, level, null);
    }

    private static Phase phase(String code, String from, String to) {
        return new Phase(code, new Name(code, null), LocalDate.parse(from), LocalDate.parse(to), 25, null, null);
    }
}
