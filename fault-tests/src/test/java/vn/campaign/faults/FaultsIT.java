package vn.campaign.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.testing.CampaignSystem;

/**
 * The shortest selection of {@code ./faults}: every part is killed, one link is cut, and it is slow while the plan changes, the
 * store's file is damaged; then all is audited.
 */
class FaultsIT {

    private static final int MAX_MILLIS = 1000;

    @Test
    void everyAcknowledgedReportCountsOnceWhateverFails() {
        long seed = new Random().nextInt(1_000_000);
        System.out.println("faults strike from seed " + seed);
        try (Run run = new Run("faults-it", seed, null)) {
            for (LocalProcess part : run.site().parts()) {
                run.round(Strike.kill(part), MAX_MILLIS, false);
            }
            Link link = run.site()
                    .links()
                    .get(run.random().nextInt(run.site().links().size()));
            run.round(Strike.cut(link), MAX_MILLIS, false);
            // Nothing interrupts a change of the plan here: what that leaves behind is recomputed minutes later.
            run.round(Strike.latency(link, Duration.ofMillis(300)), MAX_MILLIS, true);
            run.round(StoreStrikes.damage(run.site()), MAX_MILLIS, false);
            run.audit();
            assertThat(Verdict.of(run.site()).wrong()).isEmpty();
            theVerdictNoticesWhoIsBelowAnotherNode(run.site());
            theVerdictNoticesWhatIsInventedOrLost(run.site());
        }
    }

    private static void theVerdictNoticesWhatIsInventedOrLost(Site site) {
        SentReport unnoted = statement(site, "unnoted");
        site.system.client.put("reporting-service", CampaignSystem.CAMPAIGN + unnoted.address(), unnoted.body());
        await().untilAsserted(() -> assertThat(Verdict.of(site).invented()).isEqualTo(1));

        SentReport unsent = statement(site, Load.SOURCES.get(0));
        site.ledger.acknowledge(
                unsent,
                ContractJson.mapper().readTree("{\"eventId\":\"unsent\",\"follow\":\"/?&partition=0&offset=0\"}"));
        assertThat(Verdict.of(site).lost()).isEqualTo(1);
    }

    private static void theVerdictNoticesWhoIsBelowAnotherNode(Site site) {
        String unit = neverRetired(site);
        ObjectNode there = site.plan.get(unit);
        String elsewhere = there.get("parent").asString().equals("area-1") ? "area-2" : "area-1";
        site.plan.put(site.plan.get(unit).put("parent", elsewhere));
        assertThat(Verdict.of(site).wrong()).anyMatch(line -> line.startsWith("below " + elsewhere));
        site.plan.put(there);

        LocalDate reported = Load.FIRST.plusDays(1);
        site.plan.put(site.plan.get(unit).put("retiredFrom", reported.toString()));
        assertThat(Verdict.of(site).wrong()).anyMatch(line -> line.startsWith("expected of " + unit));
        site.plan.put(there);
    }

    private static SentReport statement(Site site, String source) {
        Instant newest = Instant.parse("2023-12-31T00:00:00Z");
        return new SentReport(neverRetired(site), Load.FIRST, source, newest, Map.of("ACTIVATED_L1", 7L));
    }

    private static String neverRetired(Site site) {
        return site.plan.units().stream()
                .filter(unit -> site.plan.retiredFrom(unit) == null)
                .findFirst()
                .orElseThrow();
    }
}
