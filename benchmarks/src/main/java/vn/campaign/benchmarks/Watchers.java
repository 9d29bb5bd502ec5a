package vn.campaign.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import vn.campaign.localstack.Site;
import vn.campaign.testing.CampaignSystem;

/**
 * Event streams of one node while reports of the units below it arrive: the time from when a client's report is due to be
 * sent, to its figure on each stream. Each report of a unit states one person more than the last, so a figure that skips
 * some tells of them too.
 */
final class Watchers implements EventStreams.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 64;
    private static final long SECOND = 1_000_000_000L;
    private static final Pattern FIGURE =
            Pattern.compile("\"code\":\"(xa-\\d+)\".*?\"ACTIVATED\":\\{.*?\"reportedInPeriod\":(\\d+)");

    private final CampaignSystem system;
    private final Campaign campaign;
    private final int number;
    private final List<String> units;
    private final EventStreams streams;
    private long stated;

    /** The load under way. */
    private volatile @Nullable Run run;

    /** Returns when each stream has delivered the current figures. */
    Watchers(CampaignSystem system, Campaign campaign, int number) throws IOException {
        this.system = system;
        this.campaign = campaign;
        this.number = number;
        this.units = campaign.leaves();
        this.streams = new EventStreams(system, this);
        for (int i = 0; i < number; i++) {
            streams.open(campaign.path() + "/events?phase=1&indicator=ACTIVATED&size=50&node=" + campaign.code());
        }
        Awaitility.await().atMost(PATIENCE).until(() -> streams.opened() >= number);
    }

    /** Reports at a rate per second; returns when every stream has delivered all of them. */
    Run reports(int rate, Duration time) throws IOException {
        Run now = new Run(rate, stated, System.nanoTime() + SECOND);
        run = now;
        String token = system.tokens.apply(CampaignSystem.EVERYTHING);
        long before = stated;
        HttpLoad load = new HttpLoad(
                system.uri("reporting-service", "").getPort(), each -> request(each, before, token), CONNECTIONS);
        HttpLoad.Result result = load.at(rate, time, now.start);
        now.answers = result.statuses().toString();
        now.sent = result.latencies().getTotalCount();
        Awaitility.await().atMost(PATIENCE).until(() -> now.seen() >= now.sent * number);
        stated = now.highest();
        return now;
    }

    private byte[] request(long report, long before, String token) {
        String unit = units.get((int) (report % units.size()));
        long count = before + report / units.size() + 1;
        return HttpLoad.request(
                "PUT",
                Site.REPORT + campaign.path() + "/units/" + unit + "/reports/" + Campaign.today(),
                token,
                "{\"counts\":{\"ACTIVATED_L1\":" + count + "}}");
    }

    @Override
    public void heard(long event, long seen, Supplier<String> data, long now) {
        Run current = run;
        if (current != null) {
            current.heard(event, seen, data, now);
        }
    }

    @Override
    public void close() {
        streams.close();
    }

    /** One load and what was heard of it: report n is of unit n % units and states n / units + 1 more than before. */
    final class Run {

        private final int rate;
        private final long before;
        private final long start;
        private final Map<String, Long> figures = new HashMap<>();
        private final Histogram latencies = new Histogram(3);

        /** Returns when the reports were due that this event is the first to show. */
        private final Map<Long, List<Long>> told = new HashMap<>();

        private long newest;
        private volatile long sent;
        private String answers;

        private Run(int rate, long before, long start) {
            this.rate = rate;
            this.before = before;
            this.start = start;
        }

        /** An event is the same on every stream: it is parsed once, and only its number on the others. */
        private synchronized void heard(long event, long seen, Supplier<String> data, long now) {
            if (event > newest) {
                told.put(event, newReports(data.get()));
                newest = event;
            }
            for (long each = seen + 1; each <= event; each++) {
                for (long due : told.getOrDefault(each, List.of())) {
                    latencies.recordValue(Math.max(1, (now - due) / 1000));
                }
            }
        }

        private List<Long> newReports(String data) {
            List<Long> due = new ArrayList<>();
            for (Matcher figure = FIGURE.matcher(data); figure.find(); ) {
                long count = Long.parseLong(figure.group(2));
                int unit = units.indexOf(figure.group(1));
                long known = Math.max(before, figures.getOrDefault(figure.group(1), before));
                for (long each = known + 1; each <= count; each++) {
                    due.add(start + ((each - before - 1) * units.size() + unit) * SECOND / rate);
                }
                figures.merge(figure.group(1), count, Math::max);
            }
            return due;
        }

        private synchronized long highest() {
            return figures.values().stream().mapToLong(Long::longValue).max().orElse(before);
        }

        synchronized long seen() {
            return latencies.getTotalCount();
        }

        long sent() {
            return sent;
        }

        String answers() {
            return answers;
        }

        double millis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }
    }
}
