package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/** Given the sheets that were read, the writes are a function of them. */
class DaySheetsTest {

    private static final Instant TIME = Instant.parse("2023-06-20T10:00:00Z");
    private static final NodeDay HAMLET = new NodeDay(Scenario.node("hamlet-1"), Scenario.FIRST);
    private static final NodeDay COMMUNE = new NodeDay(Scenario.node("commune"), Scenario.FIRST);

    private final DaySheets daySheets = new DaySheets(new VersionGenerator(() -> 10));

    @Test
    void aReportIsMergedIntoTheSourcesThatAreThere() {
        DaySheet sheet = sheet("3-a", Map.of("unit", register("one", 5)), Map.of());

        SheetWrite write = daySheets
                .merge(Map.of(HAMLET, Map.of("youth", register("two", 7))), Map.of(HAMLET, sheet))
                .get(HAMLET);

        assertThat(write.expected()).isEqualTo("3-a");
        assertThat(write.version()).isEqualTo("4-a");
        assertThat(write.sum().counts()).containsExactly(Map.entry("L1", 12L));
        assertThat(write.sources()).containsOnlyKeys("youth");
    }

    @Test
    void aReportThatIsThereAlreadyNeedsNoWrite() {
        Map<String, Register> reported = Map.of("unit", register("one", 5));

        assertThat(daySheets.merge(Map.of(HAMLET, reported), Map.of(HAMLET, sheet("3-a", reported, Map.of()))))
                .isEmpty();
    }

    @Test
    void ofTooManySourcesTheFirstByNameStay() {
        Map<String, Register> stored = new HashMap<>();
        for (int i = 0; i < DaySheet.MAX_SOURCES; i++) {
            stored.put("source-" + (100 + i), register("stored-" + i, 1));
        }
        Map<String, Register> reported =
                Map.of("zoe", register("zoe", 7), "unit", register("unit", 7), "anna", register("anna", 7));

        SheetWrite write = daySheets
                .merge(Map.of(HAMLET, reported), Map.of(HAMLET, sheet("3-a", stored, Map.of())))
                .get(HAMLET);

        assertThat(write.sources()).containsOnlyKeys("unit", "anna", "source-198", "source-199");
        assertThat(write.sources().get("source-199")).isNull();
        assertThat(write.sum().counts()).containsExactly(Map.entry("L1", 98L + 7 + 7));
    }

    @Test
    void reportsOfAUnitWithChildrenAreKeptApart() {
        DaySheet sheet = sheet("3-a", Map.of(), Map.of("hamlet-1", sum(5)));

        SheetWrite write = daySheets
                .merge(Map.of(COMMUNE, Map.of("unit", register("one", 3))), Map.of(COMMUNE, sheet))
                .get(COMMUNE);

        assertThat(write.sum().counts()).containsExactly(Map.entry("L1", 8L));
        assertThat(write.ownSum().counts()).containsExactly(Map.entry("L1", 3L));
    }

    @Test
    void aChildIsRegisteredAlsoWhereNothingChanges() {
        DaySheet sheet = sheet("3-a", Map.of(), Map.of("hamlet-1", sum(5), "hamlet-2", sum(2)));

        SheetWrite same = register(sheet, sum(5));
        SheetWrite more = register(sheet, sum(6));

        assertThat(same.sum().counts()).containsExactly(Map.entry("L1", 7L));
        assertThat(same.version()).isEqualTo("4-a");
        assertThat(more.sum().counts()).containsExactly(Map.entry("L1", 8L));
        assertThat(more.children()).containsExactly(Map.entry("hamlet-1", sum(6)));
    }

    @Test
    void takingAChildOutWritesAlsoWhereItIsNot() {
        SheetWrite absent = register(null, null);
        SheetWrite without = register(sheet("8-a", Map.of(), Map.of("hamlet-2", sum(2))), null);

        assertThat(absent.expected()).isNull();
        assertThat(absent.sum()).isEqualTo(DaySum.NOTHING);
        assertThat(without.version()).isEqualTo("9-a");
        assertThat(without.sum()).isEqualTo(sum(2));
    }

    @Test
    void aNewestReceiptThatGoesIsLookedForAmongAllChildren() {
        DaySheet sheet = sheet("3-a", Map.of(), Map.of("hamlet-1", sum(5, TIME.plusSeconds(9)), "hamlet-2", sum(2)));

        SheetWrite write = register(sheet, null);

        assertThat(write.sum()).isEqualTo(sum(2));
        assertThat(write.children()).hasSize(1).containsEntry("hamlet-1", null);
    }

    @Test
    void aRebuiltSheetIsTheSumOfItsRegistersWhateverItSaid() {
        DaySheet sheet = new DaySheet(
                Scenario.CAMPAIGN,
                "x",
                Scenario.FIRST,
                "3-a",
                sum(99),
                null,
                Map.of("unit", register("one", 3)),
                Map.of("hamlet-1", sum(5), "hamlet-2", sum(2)));

        SheetWrite write = daySheets
                .rebuild(new Contributions(Map.of(COMMUNE, Map.of("hamlet-1", sum(6)))), Map.of(COMMUNE, sheet))
                .get(COMMUNE);

        assertThat(write.sum().counts()).containsExactly(Map.entry("L1", 11L));
        assertThat(write.ownSum().counts()).containsExactly(Map.entry("L1", 3L));
    }

    private SheetWrite register(@Nullable DaySheet sheet, @Nullable DaySum hamlet) {
        Map<String, @Nullable DaySum> children = new HashMap<>();
        children.put("hamlet-1", hamlet);
        Map<NodeDay, DaySheet> sheets = sheet == null ? Map.of() : Map.of(COMMUNE, sheet);
        return daySheets
                .register(new Contributions(Map.of(COMMUNE, children)), sheets)
                .get(COMMUNE);
    }

    private static DaySheet sheet(String version, Map<String, Register> sources, Map<String, DaySum> children) {
        DaySum sum = DaySums.withChildren(DaySums.ofSources(sources.values()), children.values());
        return new DaySheet(Scenario.CAMPAIGN, "x", Scenario.FIRST, version, sum, null, sources, children);
    }

    private static DaySum sum(long count, Instant received) {
        return new DaySum(Map.of("L1", count), 1, 1, null, received, Map.of());
    }

    private static DaySum sum(long count) {
        return sum(count, TIME);
    }

    private static Register register(String id, long count) {
        return Registers.of(List.of(new RegisterValue(TIME, id, TIME, Map.of("L1", count), null, null)));
    }
}
