package vn.campaign.reporting.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Phase;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;
import vn.campaign.reporting.intake.SubmissionChecker;
import vn.campaign.reporting.plan.CampaignPlan;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.testing.UnitPlanBuilder;

/** Whoever works the open days out by the rule of {@link UnitView} comes to what the service decides on every later day. */
class OpenDaysTest {

    private static final Path REAL_PLAN = Path.of("..", "quota-service", "src", "main", "plans", "thanh-an-2023.json");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalDate FIRST = LocalDate.of(2023, 6, 18);
    private static final LocalDate LAST = LocalDate.of(2023, 10, 31);
    private static final String UNIT = "thuan-an";
    private static final Map<String, BigDecimal> COUNTS = Map.of("ACTIVATED_L1", BigDecimal.ONE);

    static Stream<Arguments> plans() {
        return Stream.of(
                arguments("the real one", null, false, unit()),
                arguments("locked at once", 0, false, unit()),
                arguments("locked after ten days", 10, false, unit()),
                arguments("reopened", 10, false, reopened("1", LocalDate.of(2023, 8, 20))),
                arguments("reopened for less than it is open", 10, false, reopened("1", LocalDate.of(2023, 7, 20))),
                arguments("reopened and never locked", null, false, reopened("2", LocalDate.of(2023, 10, 20))),
                arguments("retired", 10, false, unit().retiredFrom(LocalDate.of(2023, 7, 10))),
                arguments("retired before it began", 10, false, unit().retiredFrom(LocalDate.of(2023, 6, 1))),
                arguments("active late, which forbids nothing", 10, false, unit().activeFrom(LocalDate.of(2023, 7, 1))),
                arguments("archived", null, true, reopened("2", LocalDate.of(2023, 10, 20))));
    }

    private static UnitPlanBuilder unit() {
        return new UnitPlanBuilder(TestPlan.CAMPAIGN, UNIT).parent(TestPlan.ROOT);
    }

    private static UnitPlanBuilder reopened(String phase, LocalDate until) {
        return unit().reopened(Map.of(phase, until));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void theRuleIsTheServices(String name, @Nullable Integer lockedAfterDays, boolean archived, UnitPlanBuilder unit) {
        PlanCopy plans = new PlanCopy();
        plans.put(header(lockedAfterDays, archived));
        plans.put(new UnitPlanBuilder(TestPlan.CAMPAIGN, TestPlan.ROOT).build());
        plans.put(unit.build());
        CampaignPlan plan = plans.campaign(TestPlan.CAMPAIGN).orElseThrow();
        SubmissionChecker checker = new SubmissionChecker(plans);

        UnitView seen = UnitView.of(plan, plan.unit(UNIT).orElseThrow(), noon(FIRST));
        for (LocalDate today : days()) {
            List<LocalDate> taken =
                    days().stream().filter(day -> isTaken(checker, day, today)).toList();
            assertThat(days().stream().filter(day -> isOpen(seen, day, today)))
                    .as("on %s", today)
                    .isEqualTo(taken);
        }
    }

    @Test
    void aNodeAboveUnitsTakesNothing() {
        CampaignPlan plan = TestPlan.copy().campaign(TestPlan.CAMPAIGN).orElseThrow();
        UnitView root = UnitView.of(plan, plan.unit(TestPlan.ROOT).orElseThrow(), noon(FIRST));
        assertThat(days()).noneMatch(day -> isOpen(root, day, LAST));
    }

    /** As the Javadoc of {@link UnitView} states it. */
    private static boolean isOpen(UnitView unit, LocalDate day, LocalDate today) {
        return unit.phases().stream()
                        .anyMatch(phase -> !day.isBefore(phase.from())
                                && !day.isAfter(phase.to())
                                && (phase.lockedFrom() == null || today.isBefore(phase.lockedFrom())))
                && !day.isAfter(today)
                && (unit.retiredFrom() == null || day.isBefore(unit.retiredFrom()));
    }

    private static boolean isTaken(SubmissionChecker checker, LocalDate day, LocalDate today) {
        Submission report = new Submission(Kind.REPORT, UNIT, day.toString(), COUNTS, null, null, null);
        return checker.check(TestPlan.ANYONE, TestPlan.CAMPAIGN, report, noon(today)) instanceof Accepted;
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ZONE).toInstant();
    }

    private static List<LocalDate> days() {
        return FIRST.datesUntil(LAST.plusDays(1)).toList();
    }

    /** The test plan with the phases of the real one. */
    private static CampaignHeader header(@Nullable Integer lockedAfterDays, boolean archived) {
        List<Phase> phases = ContractJson.mapper()
                .readTree(REAL_PLAN)
                .get("phases")
                .valueStream()
                .map(phase -> ContractJson.mapper().treeToValue(phase, Phase.class))
                .map(phase -> new Phase(
                        phase.code(),
                        phase.name(),
                        phase.from(),
                        phase.to(),
                        phase.plannedDays(),
                        phase.summaryDue(),
                        lockedAfterDays))
                .toList();
        CampaignHeader test = TestPlan.header(1);
        return new CampaignHeader(
                test.campaign(),
                1,
                test.name(),
                test.timeZone(),
                phases,
                test.indicators(),
                test.settings(),
                test.changedAt(),
                archived ? test.changedAt() : null);
    }
}
