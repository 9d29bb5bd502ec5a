package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;
import vn.campaign.quota.progress.DaySheets.Contributions;
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
    void aChildIsRegisteredAlsoWhereNothingChanges() {
        DaySheet sheet = sheet("3-a", Map.of(), Map.of("hamlet-1", sum(5), "hamlet-2", sum(2)));
        Contributions contributions = new Contributions(Map.of(COMMUNE, Set.of("hamlet-1")));

        SheetWrite same = daySheets
                .register(contributions, Map.of(COMMUNE, sheet), Map.of(HAMLET, sum(5)))
                .get(COMMUNE);
        SheetWrite more = daySheets
                .register(contributions, Map.of(COMMUNE, sheet), Map.of(HAMLET, sum(6)))
                .get(COMMUNE);

        assertThat(same.sum().counts()).containsExactly(Map.entry("L1", 7L));
        assertThat(same.version()).isEqualTo("4-a");
        assertThat(more.sum().counts()).containsExactly(Map.entry("L1", 8L));
        assertThat(more.children()).containsExactly(Map.entry("hamlet-1", sum(6)));
    }

    @Test
    void aChildIsRemovedFromTheSheetsThatHaveIt() {
        NodeDay next = new NodeDay(COMMUNE.node(), Scenario.FIRST.plusDays(1));
        DaySheet with = sheet("3-a", Map.of(), Map.of("hamlet-1", sum(5), "hamlet-2", sum(2)));
        DaySheet without = sheet("8-a", Map.of(), Map.of("hamlet-2", sum(2)));

        Map<NodeDay, SheetWrite> writes = daySheets.remove("hamlet-1", Map.of(COMMUNE, with, next, without));

        Map<String, DaySum> removed = new HashMap<>();
        removed.put("hamlet-1", null);
        assertThat(writes).containsExactly(Map.entry(COMMUNE, new SheetWrite("3-a", "4-a", sum(2), Map.of(), removed)));
    }

    private static DaySheet sheet(String version, Map<String, Register> sources, Map<String, DaySum> children) {
        DaySum sum = sources.isEmpty() ? DaySums.ofChildren(children.values()) : DaySums.ofSources(sources.values());
        return new DaySheet(Scenario.CAMPAIGN, "x", Scenario.FIRST, version, sum, null, sources, children);
    }

    private static DaySum sum(long count) {
        return new DaySum(Map.of("L1", count), 1, 1, null, TIME, Map.of());
    }

    private static Register register(String id, long count) {
        return Registers.of(List.of(new RegisterValue(TIME, id, TIME, Map.of("L1", count), null, null)));
    }
}
