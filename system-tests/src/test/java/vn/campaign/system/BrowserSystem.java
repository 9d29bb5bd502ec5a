package vn.campaign.system;

import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import java.time.Instant;
import java.util.Map;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/** One system for all browser tests, on a driven clock, with what one unit has reported the day before. */
final class BrowserSystem extends SystemOfTheRun {

    /** Of what a page notices by itself, little has to be waited for. */
    private static final Map<String, String> SOON =
            Map.of("CAMPAIGN_LIVE_REFRESH", "2s", "CAMPAIGN_LIVE_HEARTBEAT", "3s");

    static final Instant AFTERNOON = Instant.parse("2023-06-21T10:00:00Z");

    @Override
    CampaignSystem start() {
        CampaignSystem system = CampaignSystem.named("browser")
                .onDrivenClock()
                .environment(service -> SOON)
                .build();
        SimulatedClock.startingAt(system.clock(), AFTERNOON);
        system.start();
        String unit = CAMPAIGN + "/units/an-hoa";
        system.client.put("reporting-service", unit + "/reports/2023-06-20", counts(4, 6));
        system.client.put("reporting-service", unit + "/reports/2023-06-20", counts(4, 7));
        system.client.put("reporting-service", unit + "/verifications/2023-06-20", "{\"counts\":{\"ACTIVATED\":165}}");
        await().atMost(BrowserTest.TIMEOUT).until(() -> cumulative(system, "an-hoa") == 159 + 11);
        return system;
    }

    private static String counts(int level1, int level2) {
        return "{\"counts\":{\"ACTIVATED_L1\":%d,\"ACTIVATED_L2\":%d}}".formatted(level1, level2);
    }

    static long cumulative(CampaignSystem system, String unit) {
        return system.client
                .progress("phase=1&node=" + unit)
                .at("/node/indicators/ACTIVATED/cumulative")
                .asLong();
    }
}
