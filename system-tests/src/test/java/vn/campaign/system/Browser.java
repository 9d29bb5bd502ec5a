package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import vn.campaign.testing.CampaignSystem;

/** Someone who sits before Debian's Chromium. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--lang=vi");

    final ChromeDriver driver;

    Browser(int width, int height, String... flags) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("CHROMIUM", "/usr/bin/chromium").toString());
        options.addArguments(FLAGS);
        options.addArguments(flags);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("CHROMEDRIVER", "/usr/bin/chromedriver"))
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
        size(width, height);
    }

    private static File program(String variable, String otherwise) {
        Path path = Path.of(System.getenv().getOrDefault(variable, otherwise));
        assertThat(path)
                .as(
                        "the browser tests need Chromium and its driver: apt-get install chromium chromium-driver, or %s",
                        variable)
                .isExecutable();
        return path.toFile();
    }

    /** The size of what is seen of a page, whatever a window needs around it. */
    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void offline(boolean offline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    /** Logs in where all services are logged in to, as someone who may do whatever pages offer. */
    void logIn(CampaignSystem system) {
        logIn(system, CampaignSystem.EVERYTHING);
    }

    void logIn(CampaignSystem system, String account) {
        open(system.page("dashboard-service", "/"));
        type("input[name=username]", account);
        type("input[name=password]", system.accounts.find(account).orElseThrow().password());
        click("form.login button");
        awaitText(".site .account", account);
    }

    WebElement see(String selector) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> driver.findElement(By.cssSelector(selector)), WebElement::isDisplayed);
    }

    /** Whether it is seen just now. */
    boolean shows(String selector) {
        return (Boolean) run("return document.querySelector(arguments[0])?.checkVisibility() ?? false", selector);
    }

    void click(String selector) {
        WebElement element = see(selector);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    void type(String selector, String text) {
        WebElement element = see(selector);
        element.clear();
        element.sendKeys(text);
    }

    /** The text of an element, seen or not; empty while there is none. */
    String text(String selector) {
        return (String)
                driver.executeScript("return document.querySelector(arguments[0])?.textContent.trim() ?? ''", selector);
    }

    void awaitText(String selector, String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(selector)).contains(text));
    }

    void focus(String selector) {
        run("document.querySelector(arguments[0]).focus()", selector);
    }

    /** Goes on with the tabulator key until the element has the focus. */
    void focusByTab(String selector) {
        see(selector);
        for (int i = 0; i < 60; i++) {
            if ((Boolean) run("return document.activeElement?.matches(arguments[0])", selector)) {
                return;
            }
            keys(Keys.TAB);
        }
        throw new AssertionError(selector + " cannot be reached by keyboard");
    }

    /** One after the other, each to what has the focus then. */
    void keys(CharSequence... keys) {
        for (CharSequence key : keys) {
            driver.switchTo().activeElement().sendKeys(key);
        }
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Faults that keep people out, by the rules of the WCAG up to AA. */
    void assertAccessible() {
        Results results = new AxeBuilder()
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
                .analyze(driver);
        List<String> serious = results.getViolations().stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .map(Browser::describe)
                .toList();
        assertThat(serious).as(driver.getCurrentUrl()).isEmpty();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getTarget() + " " + node.getHtml())
                        .toList();
    }

    /** What the page's policy kept out and what its scripts failed at; a network that is away is no fault of theirs. */
    void assertNoFaults() {
        List<String> faults = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .filter(message ->
                        Stream.of("net::ERR_", "status of 4", "status of 5").noneMatch(message::contains))
                .toList();
        assertThat(faults).as(driver.getCurrentUrl()).isEmpty();
    }

    /** No page is wider than its window; a chart takes a moment to follow it. */
    void assertFits() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        (List<?>)
                                run(
                                        """
                        const width = document.documentElement.clientWidth;
                        return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
                            .filter(each => each.getBoundingClientRect().right > width && !each.closest('.scroll'))
                            .map(each => `${each.localName}.${each.className}`)"""))
                .as(driver.getCurrentUrl() + " is too wide")
                .isEmpty());
    }

    static Path file(String name, String content) throws java.io.IOException {
        Path file = Files.createTempDirectory("browser").resolve(name);
        return Files.writeString(file, content).toAbsolutePath();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
