package vn.campaign.contract;

import java.time.Clock;
import java.util.ServiceLoader;

/**
 * Where a service takes the time from. A library on the class path may provide a clock, as the local stack does to let a
 * simulated campaign pass in minutes. No property, profile or environment variable can: where that library is not
 * installed, as in a production image, there is the system's clock and no other.
 */
public final class CampaignClock {

    private CampaignClock() {}

    /** Returns the provided clock, else the system's. */
    public static Clock current() {
        return ServiceLoader.load(Clock.class).findFirst().orElseGet(Clock::systemUTC);
    }
}
