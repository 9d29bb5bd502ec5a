package vn.campaign.quota.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.ActivationEvent.ReportWithdrawn;
import vn.campaign.contract.event.ActivationEvent.VerificationWithdrawn;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.testing.UnitPlanBuilder;

/** A small nation with leaves on different levels, and random events for it. */
final class Scenario {

    static final String CAMPAIGN = "c";
    static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    /** On which something is stated. */
    static final int DAYS = 6;

    private static final Instant START = Instant.parse("2023-06-20T10:00:00Z");
    private static final Name NAME = new Name("x", null);

    static final CampaignHeader HEADER = header(LocalTime.of(20, 0));

    /** nation(province(commune(hamlet-1, hamlet-2), town), city(ward)). */
    static final Map<String, String> PARENTS = Map.of(
            "province", "nation",
            "city", "nation",
            "commune", "province",
            "town", "province",
            "hamlet-1", "commune",
            "hamlet-2", "commune",
            "ward", "city");

    /** Units that report; the city did before it had a ward. */
    static final List<String> REPORTING = List.of("hamlet-1", "hamlet-2", "town", "city", "ward");

    static final List<String> NODES =
            List.of("hamlet-1", "hamlet-2", "town", "city", "ward", "commune", "province", "nation");

    private Scenario() {}

    static CampaignHeader header(LocalTime deadline) {
        return new CampaignHeader(
                CAMPAIGN,
                1,
                NAME,
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(
                        new Phase("1", NAME, FIRST, FIRST.plusDays(2), 3, null, null),
                        new Phase("2", NAME, FIRST.plusDays(3), FIRST.plusDays(9), 6, null, null)),
                List.of(
                        new Indicator("L1", NAME, null),
                        new Indicator("L2", NAME, null),
                        new Indicator("SUM", NAME, List.of("L1", "L2"))),
                new Settings(null, deadline, null, null, null, null, null, null, null),
                START,
                null);
    }

    static Node node(String code) {
        return new Node(CAMPAIGN, code);
    }

    static UnitPlan unit(String code, String parent) {
        return new UnitPlanBuilder(CAMPAIGN, code)
                .parent(parent)
                .baselines(REPORTING.contains(code) ? Map.of("SUM", 100L) : Map.of())
                .activeFrom(code.equals("town") ? FIRST.plusDays(1) : null)
                .retiredFrom(code.equals("city") ? FIRST.plusDays(4) : null)
                .build();
    }

    /** The plan as it begins. */
    static Map<String, UnitPlan> units() {
        Map<String, UnitPlan> units = new HashMap<>();
        NODES.forEach(code -> units.put(code, unit(code, PARENTS.get(code))));
        return units;
    }

    static InMemoryProgressStore store() {
        InMemoryProgressStore store = new InMemoryProgressStore();
        store.headers.put(CAMPAIGN, HEADER);
        units().forEach((code, unit) -> store.units.put(node(code), unit));
        return store;
    }

    /** Reports, corrections, withdrawals, several sources, verifications; few keys and stamps, so that they collide. */
    static List<ActivationEvent> events(Random random, int count) {
        List<ActivationEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String unit = REPORTING.get(random.nextInt(REPORTING.size()));
            LocalDate date = FIRST.plusDays(random.nextInt(DAYS));
            String source = random.nextInt(3) == 0 ? "youth" : "unit";
            Instant observed = START.plusSeconds(random.nextInt(40));
            Instant received = START.plus(Duration.ofMinutes(10 + random.nextInt(6 * 24 * 60)));
            Map<String, Long> counts = counts(random);
            String by = random.nextInt(3) == 0 ? null : "account-" + random.nextInt(2);
            events.add(
                    switch (random.nextInt(10)) {
                        case 0 -> ReportWithdrawn.of(CAMPAIGN, unit, date, source, observed, received, 1, by);
                        case 1, 2 ->
                            ActivationVerified.of(CAMPAIGN, unit, date, verified(random), observed, received, 1, by);
                        case 3 -> VerificationWithdrawn.of(CAMPAIGN, unit, date, observed, received, 1, by);
                        default ->
                            ActivationReported.of(
                                    CAMPAIGN, unit, date, source, counts, null, observed, received, 1, by);
                    });
        }
        return events;
    }

    private static Map<String, Long> counts(Random random) {
        return Map.of("L1", (long) random.nextInt(4), "L2", (long) random.nextInt(4));
    }

    private static Map<String, Long> verified(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of("SUM", 100L + random.nextInt(20));
            case 1 -> Map.of("L1", (long) random.nextInt(9), "L2", (long) random.nextInt(9));
            default -> Map.of("L1", (long) random.nextInt(9));
        };
    }

    /** The same events with duplicates, each received later than the first time, in any order. */
    static List<ActivationEvent> shuffledWithDuplicates(List<ActivationEvent> events, Random random) {
        List<ActivationEvent> delivered = new ArrayList<>(events);
        for (ActivationEvent event : events) {
            if (random.nextInt(3) == 0) {
                delivered.add(event);
            }
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }

    static List<List<ActivationEvent>> batches(List<ActivationEvent> events, Random random) {
        List<List<ActivationEvent>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(12));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }
}
