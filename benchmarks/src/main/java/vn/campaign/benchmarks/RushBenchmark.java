package vn.campaign.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import vn.campaign.benchmarks.HttpLoad.Result;
import vn.campaign.localstack.Site;
import vn.campaign.testing.CampaignSystem;

/**
 * The last minutes before the deadline: every unit of a nation reports once while people watch event streams and open
 * views. What is refused, what is counted, and how long after the last answer the figure at the top is right?
 */
final class RushBenchmark {

    private static final long SEED = 90;
    private static final int CONNECTIONS = 256;
    private static final int VIEWERS = 100;
    private static final int VIEWS_A_SECOND = 10;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Pattern TOTAL =
            Pattern.compile("\"node\":\\{.*?\"ACTIVATED\":\\{.*?\"reportedInPeriod\":(\\d+)");

    private final Options options;
    private final Campaign nation;
    private final List<String> units;
    private final List<String> watched;

    RushBenchmark(Options options) {
        this.options = options;
        this.nation = new Campaign("nuoc", options.numbers("nation"));
        this.units = new ArrayList<>(nation.leaves());
        this.watched = nation.innerNodes();
        Random random = new Random(SEED);
        Collections.shuffle(units, random);
        Collections.shuffle(watched, random);
    }

    void run(Output output) throws IOException {
        Table table = new Table(
                output,
                "Rush: every unit reports once, %d viewers".formatted(VIEWERS),
                "units that report",
                "seconds",
                "answers",
                "report p50",
                "p99",
                "p99.9",
                "view p50",
                "p99",
                "figure right after the last answer",
                "most memory");
        AtomicLong changes = new AtomicLong();
        try (CampaignSystem system = CampaignSystem.named("bench-rush")
                        .withoutFlush()
                        .javaOptions(options.list("java-options"))
                        .start();
                EventStreams streams =
                        new EventStreams(system, (number, seen, data, now) -> changes.incrementAndGet())) {
            nation.load(system);
            int seconds = options.number("rush-seconds");
            int rate = units.size() / seconds;
            for (int i = 0; i < VIEWERS; i++) {
                streams.open(nation.path() + "/events?phase=1&indicator=ACTIVATED&size=50&node="
                        + watched.get(i % watched.size()));
            }
            int warmUp = Math.min(units.size(), rate * options.number("warm-up"));
            rush(system, warmUp, rate, Campaign.today().minusDays(1));
            await(system, warmUp);
            CompletableFuture<Result> views = CompletableFuture.supplyAsync(() -> views(system, seconds));
            Result reports = rush(system, units.size(), rate, Campaign.today());
            long answered = System.nanoTime();
            await(system, warmUp + units.size());
            double late = (System.nanoTime() - answered) / 1e9;
            Result viewed = views.join();
            table.row(
                    "%,d | %d | %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.1f s | %s",
                    units.size(),
                    seconds,
                    reports.statuses(),
                    reports.millis(50),
                    reports.millis(99),
                    reports.millis(99.9),
                    viewed.millis(50),
                    viewed.millis(99),
                    late,
                    List.of(system.reporting, system.quota, system.dashboard).stream()
                            .map(service -> "%,d MB".formatted(Usage.mostMemory(service.pid())))
                            .collect(joining(", ")));
            table.note(
                    "%,d views by program, %s; %,d event streams were opened and brought %,d changes. Memory: reporting, quota,"
                            + " dashboard.",
                    viewed.latencies().getTotalCount(), viewed.statuses(), streams.opened(), changes.get());
        }
    }

    /** Each of the first units states one person for the day. */
    private Result rush(CampaignSystem system, int reports, int rate, LocalDate day) throws IOException {
        return new HttpLoad(
                        system.uri("reporting-service", "").getPort(),
                        number -> HttpLoad.request(
                                "PUT",
                                Site.REPORT + nation.path() + "/units/" + units.get((int) number) + "/reports/" + day,
                                system.tokens.apply(CampaignSystem.EVERYTHING),
                                "{\"counts\":{\"ACTIVATED_L1\":1}}"),
                        CONNECTIONS)
                .all(reports, rate, PATIENCE);
    }

    private Result views(CampaignSystem system, int seconds) {
        try {
            return new HttpLoad(
                            system.uri("dashboard-service", "").getPort(),
                            number -> HttpLoad.request(
                                    nation.path() + "/progress?phase=1&size=50&node="
                                            + watched.get((int) (number % watched.size())),
                                    system.tokens.apply("leader")),
                            VIEWERS)
                    .all((long) VIEWS_A_SECOND * seconds, VIEWS_A_SECOND, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(CampaignSystem system, long persons) {
        Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(() -> total(system) == persons);
    }

    private long total(CampaignSystem system) {
        Matcher total = TOTAL.matcher(Exchange.get(
                system,
                "leader",
                system.uri("dashboard-service", nation.path() + "/progress?phase=1&size=1&node=" + nation.code())));
        return total.find() ? Long.parseLong(total.group(1)) : -1;
    }
}
