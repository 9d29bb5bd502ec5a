package vn.campaign.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import vn.campaign.system.CampaignSystem;

/**
 * From the time at which a client's report is due to be sent, to its figure on an event stream of the node above. Each
 * report of a unit states one person more than the last, so a figure that skips some tells of them too.
 */
final class FreshnessBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 64;
    private static final long SECOND = 1_000_000_000L;
    private static final Pattern FIGURE =
            Pattern.compile("\"code\":\"(xa-\\d+)\".*?\"ACTIVATED\":\\{.*?\"reportedInPeriod\":(\\d+)");

    private final Options options;
    private final CampaignSystem system;
    private final Campaign campaign;
    private final List<String> units;

    /** Report number {@code n} in this run is of unit {@code n % units} and states {@code n / units + 1} more. */
    private volatile Run run;

    FreshnessBenchmark(Options options, CampaignSystem system, Campaign campaign) {
        this.options = options;
        this.system = system;
        this.campaign = campaign;
        this.units = campaign.leaves();
    }

    Table run() throws IOException, InterruptedException {
        Table table = new Table(
                "Freshness: from sending a report to its figure on an event stream",
                "reports/s",
                "p50",
                "p99",
                "p99.9",
                "at most",
                "reports seen",
                "answers");
        follow();
        long stated = 0;
        for (int rate : new int[] {100, 1000}) {
            stated = measure(rate, options.seconds("warm-up"), stated).stated();
        }
        for (int rate : new int[] {10, 100, 1000}) {
            Run done = measure(rate, options.seconds("seconds"), stated);
            stated = done.stated();
            table.row(
                    "%,d | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %,d of %,d | %s",
                    rate,
                    done.millis(50),
                    done.millis(99),
                    done.millis(99.9),
                    done.millis(100),
                    done.latencies.getTotalCount(),
                    done.sent,
                    done.answers);
        }
        return table;
    }

    private Run measure(int rate, Duration time, long stated) throws IOException {
        Run now = new Run(rate, stated, System.nanoTime() + SECOND);
        run = now;
        String token = system.tokens.apply(CampaignSystem.EVERYTHING);
        HttpLoad load = new HttpLoad(
                system.uri("reporting-service", "").getPort(), number -> request(number, stated, token), CONNECTIONS);
        HttpLoad.Result result = load.at(rate, time, now.start);
        now.answers = result.statuses().toString();
        now.sent = result.latencies().getTotalCount();
        Awaitility.await().atMost(PATIENCE).until(() -> now.seen() >= now.sent);
        return now;
    }

    private byte[] request(long number, long stated, String token) {
        String unit = units.get((int) (number % units.size()));
        long count = stated + number / units.size() + 1;
        return HttpLoad.request(
                "PUT",
                campaign.path() + "/units/" + unit + "/reports/" + Campaign.today(),
                token,
                "{\"counts\":{\"ACTIVATED_L1\":" + count + "}}");
    }

    private void follow() throws IOException, InterruptedException {
        Stream<String> lines = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(system.uri(
                                        "dashboard-service",
                                        campaign.path()
                                                + "/events?phase=1&indicator=ACTIVATED&size=50&node="
                                                + campaign.code()))
                                .header("Authorization", "Bearer " + system.tokens.apply("leader"))
                                .build(),
                        BodyHandlers.ofLines())
                .body();
        Thread reader =
                new Thread(() -> lines.filter(line -> line.startsWith("data:")).forEach(line -> {
                    Run now = run;
                    if (now != null) {
                        now.heard(line, System.nanoTime());
                    }
                }));
        reader.setDaemon(true);
        reader.start();
    }

    /** One load and what was heard of it. */
    private final class Run {

        private final int rate;
        private final long before;
        private final long start;
        private final Map<String, Long> figures = new HashMap<>();
        private final Histogram latencies = new Histogram(3);
        private final AtomicLong highest = new AtomicLong();
        private volatile long sent;
        private String answers;

        Run(int rate, long before, long start) {
            this.rate = rate;
            this.before = before;
            this.start = start;
        }

        synchronized void heard(String line, long now) {
            for (Matcher figure = FIGURE.matcher(line); figure.find(); ) {
                long count = Long.parseLong(figure.group(2));
                int unit = units.indexOf(figure.group(1));
                long known = Math.max(before, figures.getOrDefault(figure.group(1), 0L));
                for (long each = known + 1; each <= count; each++) {
                    long due = start + ((each - before - 1) * units.size() + unit) * SECOND / rate;
                    latencies.recordValue(Math.max(1, (now - due) / 1000));
                }
                if (count > known) {
                    figures.put(figure.group(1), count);
                    highest.accumulateAndGet(count, Math::max);
                }
            }
        }

        synchronized long seen() {
            return latencies.getTotalCount();
        }

        long stated() {
            return highest.get();
        }

        double millis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }
    }
}
