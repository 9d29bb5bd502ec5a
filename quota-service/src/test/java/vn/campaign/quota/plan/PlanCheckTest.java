package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;

import de.undercouch.bson4jackson.BsonFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.NodeProgress;

/** What a plan allows fits into the store. */
class PlanCheckTest {

    private static final int MAX_DOCUMENT = 16 << 20;
    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final Instant RECEIVED = Instant.parse("2023-06-21T10:30:00.123456789Z");

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 16", "60, 13", "200, 64"})
    void theLargestSheetAndTheLargestProgressOfAPlanFitIntoADocument(int indicators, int codeLength) {
        CampaignHeader header = header(indicators, codeLength, 1);
        Map<String, DaySum> children = new HashMap<>();
        for (int child = 0; child < PlanCheck.maxChildren(header); child++) {
            children.put("%064d".formatted(child), largest(header));
        }
        assertThat(size(new DaySheet("c", "n", FIRST, "version", largest(header), largest(header), null, children)))
                .isLessThan(MAX_DOCUMENT);

        TreeMap<LocalDate, DaySum> days = new TreeMap<>();
        for (int day = 0; day < PlanCheck.maxDays(header); day++) {
            days.put(FIRST.plusDays(day), largest(header));
        }
        assertThat(size(new NodeProgress("c", "n", "version", true, days, null)))
                .isLessThan(MAX_DOCUMENT);
    }

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

    private static UnitPlan unit(String code, @Nullable String parent) {
        Name name = new Name("x", null);
        return new UnitPlan(
                "c",
                code,
                1,
                0,
                name,
                Kind.TERRITORY,
                parent,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void aNationsPlanIsPossibleAndALongOneWithManyIndicatorsIsNot() {
        assertThat(PlanCheck.maxChildren(header(35, 16, 93))).isGreaterThan(2_500);
        assertThat(PlanCheck.of(new Plan(header(200, 64, 93), List.of()))).isEmpty();
        assertThat(PlanCheck.of(new Plan(header(10, 16, 3_660), List.of()))).isEmpty();
        assertThat(PlanCheck.of(new Plan(header(200, 64, 3_660), List.of())))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("phases");
                    assertThat(violation.detail()).contains("with these indicators");
                });
    }

    private static CampaignHeader header(int indicators, int codeLength, int days) {
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

    private static DaySum largest(CampaignHeader header) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, VerifiedStep> verified = new HashMap<>();
        header.indicators().forEach(indicator -> {
            counts.put(indicator.code(), Long.MAX_VALUE);
            verified.put(indicator.code(), new VerifiedStep(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE));
        });
        return new DaySum(counts, Integer.MAX_VALUE, Integer.MAX_VALUE, RECEIVED, RECEIVED, verified);
    }

    private static int size(Object document) {
        return ContractJson.in(new BsonFactory()).writeValueAsBytes(document).length;
    }
}
