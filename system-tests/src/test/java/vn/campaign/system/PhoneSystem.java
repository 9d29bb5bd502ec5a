package vn.campaign.system;

import java.time.Instant;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/** One system for all tests of phones, on a clock that moves on by days. */
final class PhoneSystem extends SystemOfTheRun {

    private static final Instant MORNING = Instant.parse("2023-06-21T03:00:00Z");

    @Override
    CampaignSystem start() {
        CampaignSystem system = CampaignSystem.named("phone").onDrivenClock().build();
        SimulatedClock.startingAt(system.clock(), MORNING);
        return system.start();
    }
}
