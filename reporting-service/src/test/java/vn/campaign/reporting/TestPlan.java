package vn.campaign.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.testing.UnitPlanBuilder;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Grant;
import vn.campaign.web.access.Role;

/** A small campaign for tests: two phases with a gap of a day between them, the first one locked after ten days. */
public final class TestPlan {

    public static final String CAMPAIGN = "thanh-an-2023";
    public static final String LEAF = "thuan-an";
    public static final String ROOT = "thanh-an";
    public static final String RETIRED = "cu-lao";

    /** An evening of phase 1: 17:30 of 21 June in the campaign's zone. */
    public static final Instant NOW = Instant.parse("2023-06-21T10:30:00Z");

    /** May state whatever of whichever unit. */
    public static final Caller ANYONE = new Caller(
            "id-of-anyone",
            "anyone",
            List.of(new Grant(Role.REPORTER, "*", null), new Grant(Role.VERIFIER, "*", null)),
            Instant.MAX);

    private TestPlan() {}

    public static CampaignHeader header(long version) {
        return new CampaignHeader(
                CAMPAIGN,
                version,
                new Name("Chiến dịch 90 ngày đêm", "90 days and nights"),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(
                        phase("P1", LocalDate.of(2023, 6, 20), LocalDate.of(2023, 7, 15), 25, 10),
                        phase("P2", LocalDate.of(2023, 7, 17), LocalDate.of(2023, 9, 20), 65, null)),
                List.of(
                        indicator("ACTIVATED", "ACTIVATED_L1", "ACTIVATED_L2"),
                        indicator("ACTIVATED_L1"),
                        indicator("ACTIVATED_L2")),
                new Settings(null, null, null, 1_000L, null, null, null, null, null),
                NOW,
                null);
    }

    public static List<UnitPlan> units() {
        return List.of(
                unit(ROOT, null, 1, null),
                unit(LEAF, ROOT, 1, null),
                unit(RETIRED, ROOT, 1, LocalDate.of(2023, 6, 21)));
    }

    /** A plan with further leaves {@code u0}, {@code u1}, ... for bulk requests. */
    public static Stream<UnitPlan> leaves(int number) {
        return Stream.iterate(0, i -> i + 1).limit(number).map(i -> unit("u" + i, ROOT, 1, null));
    }

    public static UnitPlan unit(String code, String parent, long version, LocalDate retiredFrom) {
        return new UnitPlanBuilder(CAMPAIGN, code)
                .version(version)
                .name("Ấp " + code, null)
                .parent(parent)
                .retiredFrom(retiredFrom)
                .build();
    }

    /** The plan as a complete copy in memory. */
    public static PlanCopy copy() {
        PlanCopy plans = new PlanCopy();
        plans.put(header(3));
        units().forEach(plans::put);
        plans.markComplete();
        return plans;
    }

    private static Phase phase(String code, LocalDate from, LocalDate to, int days, Integer lockedAfterDays) {
        return new Phase(code, new Name("Giai đoạn " + code, null), from, to, days, null, lockedAfterDays);
    }

    private static Indicator indicator(String code, String... sumOf) {
        return new Indicator(code, new Name(code, null), List.of(sumOf));
    }
}
