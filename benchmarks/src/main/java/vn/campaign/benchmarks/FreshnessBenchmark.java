package vn.campaign.benchmarks;

import java.io.IOException;
import vn.campaign.testing.CampaignSystem;

/**
 * How long it takes from a report to its figure on an event stream, as more reports arrive.
 *
 * @param how the broker acknowledges, for the title
 */
record FreshnessBenchmark(Options options, CampaignSystem system, Campaign campaign, String how) {

    void run(Output output) throws IOException {
        Table table = new Table(
                output,
                "Freshness: from sending a report to its figure on an event stream" + how,
                "reports/s",
                "p50",
                "p99",
                "p99.9",
                "at most",
                "reports seen",
                "answers");
        try (Watchers one = new Watchers(system, campaign, 1)) {
            for (int rate : new int[] {100, 1000}) {
                one.reports(rate, options.seconds("warm-up"));
            }
            for (int rate : new int[] {10, 100, 1000}) {
                Watchers.Run run = one.reports(rate, options.seconds("seconds"));
                table.row(
                        "%,d | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %,d of %,d | %s",
                        rate,
                        run.millis(50),
                        run.millis(99),
                        run.millis(99.9),
                        run.millis(100),
                        run.seen(),
                        run.sent(),
                        run.answers());
            }
        }
    }
}
