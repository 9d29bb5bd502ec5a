package vn.campaign.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import vn.campaign.testing.CampaignSystem;

/**
 * Who opens views by program, at a rate that leaves dashboard-service half of its time, 20 a second at most. Views that take
 * longer than half a second are opened one after the other.
 */
final class Viewer {

    private static final int CONNECTIONS = 8;
    private static final int MOST = 20;
    private static final double BUSY_MILLIS_A_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Options options;
    private final CampaignSystem system;

    Viewer(Options options, CampaignSystem system) {
        this.options = options;
        this.system = system;
    }

    /**
     * What came of one view's measurement.
     *
     * @param rate views asked for in a second; 0 for one after the other
     */
    record Viewed(int rate, HttpLoad.Result result) {}

    /** Returns the milliseconds of the first view after dashboard-service starts. */
    double first(String path) {
        system.dashboard.close();
        system.dashboard.start();
        long start = System.nanoTime();
        Exchange.get(system, "leader", system.uri("dashboard-service", path));
        return (System.nanoTime() - start) / 1e6;
    }

    /** Opens views one after the other as warm-up. */
    void warmUp(List<String> paths) throws IOException {
        load(paths, 1).saturate(options.seconds("warm-up"));
    }

    /** Opens views at a steady rate, several paths in turn. */
    Viewed steady(List<String> paths) throws IOException {
        HttpLoad.Result alone = load(paths, 1).saturate(options.seconds("seconds"));
        if (alone.latencies().getTotalCount() == 0) {
            alone = load(paths, 1).all(1, 1, PATIENCE);
        }
        int rate = (int) Math.min(MOST, BUSY_MILLIS_A_SECOND / alone.millis(50));
        return new Viewed(
                rate,
                rate == 0 ? alone : load(paths, CONNECTIONS).at(rate, options.seconds("seconds"), System.nanoTime()));
    }

    private HttpLoad load(List<String> paths, int connections) {
        String token = system.tokens.apply("leader");
        List<byte[]> requests =
                paths.stream().map(path -> HttpLoad.request(path, token)).toList();
        return new HttpLoad(
                system.uri("dashboard-service", "").getPort(),
                number -> requests.get((int) (number % requests.size())),
                connections);
    }
}
