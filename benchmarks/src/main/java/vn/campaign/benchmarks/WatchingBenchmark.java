package vn.campaign.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import vn.campaign.testing.CampaignSystem;

/** The freshness of many event streams of one dashboard instance under load, and its cost. */
record WatchingBenchmark(Options options, CampaignSystem system, Campaign campaign) {

    private static final int RATE = 1000;

    void run(Output output) throws IOException {
        Table table = new Table(
                output,
                "Watching: from sending a report to its figure on each of many event streams",
                "streams",
                "reports/s",
                "p50",
                "p99",
                "p99.9",
                "at most",
                "reports seen on all streams",
                "answers",
                "cores that reporting, quota, dashboard, the client took",
                "most memory of each");
        int streams = options.number("streams");
        List<Long> processes = List.of(
                system.reporting.pid(),
                system.quota.pid(),
                system.dashboard.pid(),
                ProcessHandle.current().pid());
        try (Watchers watchers = new Watchers(system, campaign, streams)) {
            watchers.reports(RATE, options.seconds("warm-up"));
            List<Duration> before = processes.stream().map(Usage::cpu).toList();
            long start = System.nanoTime();
            Watchers.Run run = watchers.reports(RATE, options.seconds("seconds"));
            double seconds = (System.nanoTime() - start) / 1e9;
            table.row(
                    "%,d | %,d | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %,d of %,d | %s | %s | %s",
                    streams,
                    RATE,
                    run.millis(50),
                    run.millis(99),
                    run.millis(99.9),
                    run.millis(100),
                    run.seen(),
                    run.sent() * streams,
                    run.answers(),
                    IntStream.range(0, processes.size())
                            .mapToObj(i -> cores(processes.get(i), before.get(i), seconds))
                            .collect(joining(", ")),
                    processes.stream()
                            .map(process -> "%,d MB".formatted(Usage.mostMemory(process)))
                            .collect(joining(", ")));
        }
    }

    private static String cores(long process, Duration before, double seconds) {
        return "%.2f".formatted(Usage.cpu(process).minus(before).toMillis() / 1000.0 / seconds);
    }
}
