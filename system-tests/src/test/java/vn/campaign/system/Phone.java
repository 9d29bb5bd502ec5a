package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.TimeoutException;
import vn.campaign.testing.CampaignSystem;

/** A phone with a browser, a network that is not always there, and a clock of its own. */
final class Phone implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PAGE = "/?campaign=thanh-an-2023&unit=";

    final Line line = new Line();
    final Browser browser;
    private final CampaignSystem system;
    private final Clock time;
    private String clockScript;

    /** @param time the services' */
    Phone(CampaignSystem system, Clock time) {
        this.system = system;
        this.time = time;
        browser = new Browser(360, 780, "--proxy-server=" + line.address(), "--proxy-bypass-list=<-loopback>");
        clockIsWrongBy(Duration.ZERO);
    }

    /** Sets the phone's clock, also on the page that is open: so much ahead of the services'. */
    void clockIsWrongBy(Duration ahead) {
        if (clockScript != null) {
            browser.driver.executeCdpCommand(
                    "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", clockScript));
        }
        long shift = Duration.between(Instant.now(), time.instant()).plus(ahead).toMillis();
        String script =
                "Date.now = ((real) => () => real() + " + shift + ")(globalThis.realNow ??= Date.now.bind(Date));";
        clockScript = (String) browser.driver
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .get("identifier");
        browser.run(script);
    }

    void logIn(String account) {
        browser.logIn(system, account);
    }

    /** Opens the form, or opens it again. */
    void open(String unit) {
        try {
            browser.open(system.page("reporting-service", PAGE.substring(1) + unit));
        } catch (TimeoutException missed) {
            // ChromeDriver may lose sight of a page that opens itself again while it loads.
            assertThat(browser.run("return document.readyState")).isEqualTo("complete");
        }
        browser.see("#count-ACTIVATED_L1");
    }

    /** The page that is kept may be another account's: it is replaced before anything is written on it. */
    void openAs(String account) {
        // No page is open whose requests could renew the cookies.
        browser.open(URI.create("about:blank"));
        browser.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        logIn(account);
        open(account);
        browser.awaitText(".menu .account", account);
        awaitWorker();
        browser.see("#count-ACTIVATED_L1");
    }

    void openWithoutWaiting() {
        browser.open(system.page("reporting-service", ""));
    }

    /** Until the form would open without a network. */
    void awaitWorker() {
        await().atMost(PATIENCE)
                .until(
                        () -> (Boolean)
                                browser.driver.executeAsyncScript(
                                        "const done = arguments[0]; navigator.serviceWorker.getRegistration('/report').then((each) => done(!!each?.active && !!navigator.serviceWorker.controller), () => done(false))"));
    }

    void goOffline() {
        line.cut();
        browser.offline(true);
    }

    void goOnline() {
        line.mend();
        browser.offline(false);
        browser.run("dispatchEvent(new Event('online'))");
    }

    void write(int level1) {
        browser.type("#count-ACTIVATED_L1", String.valueOf(level1));
    }

    /** Writes a count, looks at it, and hands it over; returns what was asked on the way. */
    String report(int level1) {
        write(level1);
        browser.click("#report .primary");
        browser.see("#review[open]");
        String asked = browser.text("#review-questions");
        browser.click("#send");
        return asked;
    }

    void another() {
        browser.click("#again");
        browser.see("#count-ACTIVATED_L1");
    }

    void date(String date) {
        browser.run(
                "const input = document.querySelector('[name=date]'); input.value = arguments[0]; input.dispatchEvent(new Event('input', { bubbles: true }))",
                date);
    }

    String date() {
        return (String) browser.run("return document.querySelector('[name=date]').value");
    }

    void awaitState(String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states()).startsWith(state));
    }

    /** Of all statements that are shown, the newest first. */
    @SuppressWarnings("unchecked")
    List<String> states() {
        return (List<String>)
                browser.run(
                        "return [...document.querySelectorAll('#outbox-list li[data-state]')].map((each) => each.dataset.state)");
    }

    /** Whether it keeps the unit's largest day for when there is no network. */
    boolean remembersLargestDay(String indicator, int count) {
        return (Boolean) browser.driver.executeAsyncScript(
                """
                const [indicator, count, done] = arguments;
                const opened = indexedDB.open("campaign-form");
                opened.onsuccess = () => {
                  const answers = opened.result.transaction("answers").objectStore("answers").getAll();
                  answers.onsuccess = () => {
                    opened.result.close();
                    done(answers.result.some(({ answer }) => answer.largestDay?.[indicator] === count));
                  };
                };""",
                indicator,
                count);
    }

    /** What the browser does some time after the network is back, also where no page is open. */
    void syncInBackground() {
        browser.driver.executeCdpCommand("ServiceWorker.enable", Map.of());
        // The profile is a new one, and the form's worker is its only one.
        browser.driver.executeCdpCommand(
                "ServiceWorker.dispatchSyncEvent",
                Map.of(
                        "origin",
                        system.page("dashboard-service", "").toString(),
                        "registrationId",
                        "0",
                        "tag",
                        "outbox",
                        "lastChance",
                        false));
    }

    /** Of the page and all that it has loaded. */
    @SuppressWarnings("unchecked")
    Set<String> versions() {
        return Set.copyOf(
                (List<String>)
                        browser.run(
                                """
                return performance.getEntriesByType("resource").map((each) => each.name.match(/assets\\/([0-9a-f]+)\\//)?.[1]).filter(Boolean)"""));
    }

    /** reporting-service with another style sheet. */
    static Path newerVersion() throws IOException {
        Path jar = Files.createTempDirectory("newer").resolve("reporting-service-2.0.0.jar");
        Files.copy(CampaignSystem.jar("reporting-service"), jar);
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Files.writeString(
                    files.getPath("BOOT-INF/classes/static/report.css"), "/* newer */", StandardOpenOption.APPEND);
        }
        return jar;
    }

    /** The session is over, and its account is still the phone's. */
    void endSession() {
        browser.driver.manage().deleteAllCookies();
    }

    /** Whoever logs in on another page of this phone. */
    void takeSessionOf(Phone other) {
        endSession();
        for (Cookie cookie : other.browser.driver.manage().getCookies()) {
            browser.driver.manage().addCookie(cookie);
        }
    }

    @Override
    public void close() {
        browser.close();
        line.close();
    }
}
