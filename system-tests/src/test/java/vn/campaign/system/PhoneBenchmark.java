package vn.campaign.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/**
 * How long a slow phone takes until the form takes a count, from the log-in on: a processor four times slower than this one, 1.6 Mbit/s
 * and a round trip of 300 ms, also for the worker: {@code system-tests/run PhoneBenchmark}. It prints, and asserts nothing of time.
 */
class PhoneBenchmark {

    private static final int OPENINGS = 5;
    private static final long BITS_PER_SECOND = 1_600_000;
    private static final long ROUND_TRIP = 300;

    @Test
    void theFormOnASlowPhone() {
        CampaignSystem system = CampaignSystem.named("slow").onDrivenClock().build();
        SimulatedClock time = SimulatedClock.startingAt(system.clock(), Instant.parse("2023-06-21T03:00:00Z"));
        try (system) {
            system.start();
            for (int i = 0; i < OPENINGS; i++) {
                try (Phone phone = new Phone(system, time)) {
                    phone.logIn("an-hoa");
                    phone.browser.driver.executeCdpCommand("Emulation.setCPUThrottlingRate", Map.of("rate", 4));
                    phone.line.slow(BITS_PER_SECOND, ROUND_TRIP);
                    long before = phone.line.received();
                    phone.openWithoutWaiting();
                    double first = interactive(phone);
                    phone.awaitWorker();
                    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                    long bytes = phone.line.received() - before;
                    phone.openWithoutWaiting();
                    print(
                            "first open: interactive after %.0f ms, %.1f kB in all; from the phone's storage: %.0f ms",
                            first, bytes / 1000.0, interactive(phone));
                }
            }
        }
    }

    /** Milliseconds from the beginning of the navigation to the mark that a count can be typed. */
    private static double interactive(Phone phone) {
        phone.browser.see("#count-ACTIVATED_L1");
        return ((Number) phone.browser.run("return performance.getEntriesByName('interactive')[0].startTime"))
                .doubleValue();
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
