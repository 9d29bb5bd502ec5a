package vn.campaign.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.Script;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.localstack.simulation.Submission;
import vn.campaign.testing.CampaignSystem;

/**
 * Pictures of every page on the evening of 1 July 2023, phone and wall, light and dark, in both languages, in {@code
 * system-tests/target/screenshots}: {@code system-tests/run Screenshots}.
 */
class Screenshots {

    private static final Instant EVENING = Instant.parse("2023-07-01T12:00:00Z");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String LIVE = "/campaigns/thanh-an-2023";

    @Test
    void takeAll() throws IOException {
        try (CampaignSystem system =
                        CampaignSystem.named("screenshots").onDrivenClock().build();
                Browser browser = new Browser(1920, 1080)) {
            play(system);
            browser.logIn(system);
            Files.createDirectories(PICTURES);
            for (Map.Entry<String, URI> page : pages(system).entrySet()) {
                for (String language : List.of("vi", "en")) {
                    URI address = UriComponentsBuilder.fromUri(page.getValue())
                            .queryParam("lang", language)
                            .build()
                            .toUri();
                    for (String scheme : List.of("light", "dark")) {
                        String name = "-" + language + "-" + scheme;
                        browser.scheme(scheme);
                        browser.size(1920, 1080);
                        take(browser, address, page.getKey() + "-wall" + name);
                        browser.size(360, 800);
                        take(browser, address, page.getKey() + "-phone" + name);
                    }
                }
            }
        }
    }

    private static void play(CampaignSystem system) throws IOException {
        SimulatedClock clock = SimulatedClock.startingAt(system.clock(), Instant.parse("2023-06-19T17:00:00Z"));
        system.start();
        List<Submission> submissions =
                Script.of(new JsonMapper().readTree(Files.readString(CampaignSystem.plan())), 90).stream()
                        .filter(submission -> submission.at().isBefore(EVENING))
                        .toList();
        new Player(
                        system.uri("reporting-service", CampaignSystem.CAMPAIGN),
                        clock,
                        Duration.ZERO,
                        (submission, receivedAt) -> {},
                        system.tokens)
                .play(submissions);
        clock.advanceTo(EVENING);
        Instant newest = submissions.get(submissions.size() - 1).at();
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> system.client
                                .progress("node=thanh-an")
                                .at("/freshness/newestReceivedAt")
                                .asString(),
                        at -> !Instant.parse(at).isBefore(newest.minusSeconds(3600)));
    }

    private static Map<String, URI> pages(CampaignSystem system) {
        Map<String, URI> pages = new LinkedHashMap<>();
        pages.put("campaigns", system.page("dashboard-service", "/"));
        pages.put("live", system.page("dashboard-service", LIVE));
        pages.put("wall", system.page("dashboard-service", LIVE + "#wall"));
        pages.put("unit", system.page("dashboard-service", LIVE + "/units/thuan-an"));
        pages.put("completeness", system.page("dashboard-service", LIVE + "/completeness"));
        pages.put("ranking", system.page("dashboard-service", LIVE + "/ranking?node=thanh-an"));
        pages.put("summary", system.page("dashboard-service", LIVE + "/phases/1/summary"));
        pages.put("report", system.page("reporting-service", "?campaign=thanh-an-2023&unit=xa-co"));
        pages.put("bulk", system.page("reporting-service", "/bulk"));
        pages.put("plans", system.page("quota-service", ""));
        pages.put("plan", system.page("quota-service", LIVE));
        pages.put("findings", system.page("quota-service", LIVE + "#findings"));
        pages.put("targets", system.page("quota-service", LIVE + "#units"));
        pages.put("history", system.page("quota-service", LIVE + "/history"));
        pages.put("missing", system.page("quota-service", "/campaigns/nowhere"));
        return pages;
    }

    private static void take(Browser browser, URI page, String name) throws IOException {
        browser.open(URI.create("about:blank"));
        browser.open(page);
        browser.see("main");
        // Charts and lists follow the first answer of the stream, and some move before they stand.
        await().until(() -> browser.driver
                .findElements(By.cssSelector("[data-chart][hidden]"))
                .isEmpty());
        AtomicReference<byte[]> picture = new AtomicReference<>();
        await().until(() -> {
            byte[] now = browser.driver.getScreenshotAs(OutputType.BYTES);
            return Arrays.equals(picture.getAndSet(now), now);
        });
        Files.write(PICTURES.resolve(name + ".png"), picture.get());
    }
}
