package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/**
 * How fast the pages are: one of 2,500 units in Chromium, and 1,000 event streams of the real plan on one instance, all on
 * this machine: {@code system-tests/run PagesBenchmark}. It prints, and asserts nothing of time.
 */
class PagesBenchmark {

    private static final int UNITS = 2500;
    private static final int DAYS = 12;
    private static final int OPENINGS = 10;
    private static final int STREAMS = 1000;
    private static final int REPORTS = 30;
    private static final long SEED = 90;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final String LARGE = "/api/v1/campaigns/large";

    private static final HttpClient http = HttpClient.newBuilder()
            .executor(Executors.newFixedThreadPool(4))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private static CampaignSystem system;

    @BeforeAll
    static void start() {
        system = CampaignSystem.named("benchmark")
                .onDrivenClock()
                .javaOptions(List.of("-Xmx1g"))
                .build();
        SimulatedClock.startingAt(system.clock(), Instant.parse("2023-07-01T10:00:00Z"));
        system.start();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aPageOfManyUnits() throws Exception {
        load();
        print(
                "the server's part of it: page %s, API %s",
                answers("/campaigns/large?node=tinh"),
                answers(LARGE + "/progress?node=tinh&indicator=ACTIVATED&size=2500"));
        try (Browser browser = new Browser(1920, 1080)) {
            browser.logIn(system);
            URI page = system.page("dashboard-service", "/campaigns/large?node=tinh");
            List<Double> painted = new ArrayList<>();
            List<Double> loaded = new ArrayList<>();
            for (int i = 0; i <= OPENINGS; i++) {
                browser.open(page);
                browser.awaitText("section.live [data-count]", "2.500 / 2.500");
                if (i > 0) {
                    painted.add(number(browser, "performance.getEntriesByName('first-contentful-paint')[0].startTime"));
                    loaded.add(number(browser, "performance.getEntriesByType('navigation')[0].loadEventEnd"));
                } else {
                    print(
                            "cold: loaded after %.0f ms",
                            number(browser, "performance.getEntriesByType('navigation')[0].loadEventEnd"));
                }
            }
            print(
                    "%,d units, %d openings: first paint %s, loaded %s",
                    UNITS, OPENINGS, spread(painted), spread(loaded));
            print(
                    "to the next frame after a search: %s; after sorting: %s",
                    act(browser, "search"), act(browser, "sort"));
            print("longest of 120 frames while scrolling: %.0f ms", scroll(browser));
        }
    }

    @Test
    void manyStreams() throws Exception {
        ConcurrentMap<Long, AtomicInteger> heard = new ConcurrentHashMap<>();
        ConcurrentSkipListMap<Long, Long> said = new ConcurrentSkipListMap<>();
        List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger open = new AtomicInteger();
        URI events = system.uri(
                "dashboard-service",
                CampaignSystem.CAMPAIGN + "/events?node=thanh-an&phase=1&indicator=ACTIVATED&size=50");
        for (int i = 0; i < STREAMS; i++) {
            http.sendAsync(as("leader", events).build(), BodyHandlers.ofLines())
                    .thenAccept(answer -> follow(answer.body(), open, said, heard, latencies));
        }
        await().atMost(PATIENCE).until(() -> open.get() == STREAMS);
        for (long report = 1; report <= REPORTS; report++) {
            long count = report;
            said.put(count, System.nanoTime());
            system.client.put(
                    "reporting-service",
                    CampaignSystem.CAMPAIGN + "/units/xa-co/reports/2023-06-30",
                    "{\"counts\":{\"ACTIVATED_L1\":" + count + "}}");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> heard.getOrDefault(count, new AtomicInteger()).get() >= STREAMS);
        }
        print(
                "%,d streams, %d reports, from sending a report to its figure at every stream: %s",
                STREAMS, REPORTS, spread(latencies));
    }

    private static void follow(
            Stream<String> lines,
            AtomicInteger open,
            ConcurrentSkipListMap<Long, Long> said,
            ConcurrentMap<Long, AtomicInteger> heard,
            List<Double> latencies) {
        new Thread(
                        null,
                        () -> {
                            boolean[] first = {true};
                            lines.filter(line -> line.startsWith("data:")).forEach(line -> {
                                if (first[0]) {
                                    first[0] = false;
                                    open.incrementAndGet();
                                }
                                int at = line.indexOf("\"code\":\"xa-co\"");
                                int figure = at < 0 ? -1 : line.indexOf("\"reportedInPeriod\":", at);
                                if (figure > 0) {
                                    long count = Long.parseLong(line.substring(figure + 19, line.indexOf(',', figure)));
                                    Long sent = said.get(count);
                                    if (sent != null) {
                                        latencies.add((System.nanoTime() - sent) / 1e6);
                                        heard.computeIfAbsent(count, any -> new AtomicInteger())
                                                .incrementAndGet();
                                    }
                                }
                            });
                        },
                        "stream",
                        1 << 17)
                .start();
    }

    /** A province whose hamlets stand directly under it, each with reports of some days. */
    private static void load() throws IOException, InterruptedException {
        print("seed %d", SEED);
        Random random = new Random(SEED);
        ObjectNode plan = (ObjectNode) new JsonMapper().readTree(Files.readString(CampaignSystem.plan()));
        ArrayNode units = plan.putArray("units");
        units.addObject()
                .put("code", "tinh")
                .put("kind", "TERRITORY")
                .putObject("name")
                .put("vi", "Tỉnh Lớn");
        StringBuilder reports = new StringBuilder("unit,date,ACTIVATED_L1,ACTIVATED_L2\n");
        for (int i = 0; i < UNITS; i++) {
            ObjectNode unit = units.addObject()
                    .put("code", "ap-" + i)
                    .put("kind", "TERRITORY")
                    .put("parent", "tinh");
            unit.put("teams", 1).putObject("name").put("vi", "Ấp số " + i);
            unit.putArray("targets")
                    .addObject()
                    .put("indicator", "ACTIVATED")
                    .put("phase", "1")
                    .put("value", 200 + random.nextInt(400));
            for (int day = 0; day < DAYS; day++) {
                reports.append(
                        "ap-%d,%s,%d,%d\n".formatted(i, FIRST.plusDays(day), random.nextInt(10), random.nextInt(20)));
            }
        }
        assertThat(system.client.put("quota-service", LARGE, plan.toString()).statusCode())
                .isEqualTo(201);
        await().atMost(PATIENCE)
                .until(() -> system.client
                                .get("reporting-service", LARGE + "/units/ap-" + (UNITS - 1))
                                .statusCode()
                        == 200);
        http.send(
                as(Player.DISTRICT, system.uri("reporting-service", LARGE + "/reports"))
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(reports.toString()))
                        .build(),
                BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> system.client
                .get("dashboard-service", LARGE + "/completeness?node=tinh&from=2023-07-01&to=2023-07-01&size=1")
                .body()
                .contains("\"onTime\":" + UNITS));
    }

    private static HttpRequest.Builder as(String account, URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + system.tokens.apply(account));
    }

    private static String answers(String path) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i <= OPENINGS; i++) {
            long start = System.nanoTime();
            assertThat(system.client.get("dashboard-service", path).statusCode())
                    .isEqualTo(200);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return spread(times);
    }

    private static double number(Browser browser, String expression) {
        return ((Number) browser.run("return " + expression)).doubleValue();
    }

    /** From the event to the frame after the one that shows its effect begins. */
    private static String act(Browser browser, String what) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++) {
            times.add(((Number) browser.driver.executeAsyncScript(
                            """
                            const [what, turn, done] = arguments;
                            const section = document.querySelector("section.live");
                            const search = section.querySelector("[name=search]");
                            const start = performance.now();
                            if (what === "search") {
                              search.value = turn % 2 ? "" : "so 24";
                              search.dispatchEvent(new Event("input"));
                            } else {
                              section.querySelector("th[data-sort=percent] button").click();
                            }
                            requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
                            """,
                            what, i))
                    .doubleValue());
        }
        return spread(times);
    }

    private static double scroll(Browser browser) {
        return ((Number)
                        browser.driver.executeAsyncScript(
                                """
                        const done = arguments[0];
                        let longest = 0, last = performance.now(), frames = 0;
                        const frame = () => {
                          const now = performance.now();
                          longest = Math.max(longest, now - last);
                          last = now;
                          scrollBy(0, 700);
                          ++frames < 120 ? requestAnimationFrame(frame) : done(longest);
                        };
                        requestAnimationFrame(() => { last = performance.now(); frame(); });
                        """))
                .doubleValue();
    }

    private static String spread(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return "median %.0f ms, 99 %% within %.0f ms, at most %.0f ms"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                        sorted.get(sorted.size() - 1));
    }

    private static void print(String format, Object... values) {
        System.out.println("PagesBenchmark: " + format.formatted(values));
    }
}
