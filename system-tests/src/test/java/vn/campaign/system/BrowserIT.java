package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.print.PrintOptions;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.clock.ClockHand;
import vn.campaign.testing.CampaignSystem;

/** The pages as people use them: in Chromium, on the running system, on the afternoon of 21 June 2023. */
class BrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant AFTERNOON = Instant.parse("2023-06-21T10:00:00Z");
    private static final String LIVE = "/campaigns/thanh-an-2023";

    private static CampaignSystem system;
    private static Browser browser;

    @BeforeAll
    static void start() {
        system = new CampaignSystem("browser", true);
        new ClockHand(system.clock(), AFTERNOON);
        system.start();
        browser = new Browser(1280, 900);
        browser.logIn(system);
        system.put("reporting-service", CAMPAIGN + "/units/an-hoa/reports/2023-06-20", counts(4, 6));
        system.put("reporting-service", CAMPAIGN + "/units/an-hoa/reports/2023-06-20", counts(4, 7));
        system.put(
                "reporting-service",
                CAMPAIGN + "/units/an-hoa/verifications/2023-06-20",
                "{\"counts\":{\"ACTIVATED\":165}}");
        await().atMost(PATIENCE).until(() -> cumulative("an-hoa") == 159 + 11);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        system.close();
    }

    @AfterEach
    void nothingWentWrongBehindThePage() {
        browser.offline(false);
        browser.assertNoFaults();
        browser.size(1280, 900);
    }

    @Test
    void aReportInOneWindowShowsInTheOtherInPlace() {
        browser.open(dashboard(LIVE));
        browser.awaitText("[data-live]", "Trực tiếp");
        browser.see("section.live [data-tools]");
        browser.run("window.sameDocument = true; scrollTo(0, 600)");
        String live = browser.driver.getWindowHandle();

        browser.driver.switchTo().newWindow(WindowType.WINDOW);
        browser.size(360, 780);
        report("thuận an", 5, 12);
        browser.awaitText("#receipt-body", "Đã tính");
        browser.assertFits();
        browser.driver.close();

        browser.driver.switchTo().window(live);
        browser.awaitText("tr[data-node='thuan-an'] [data-figure=achieved]", "165");
        String commune =
                NumberFormat.getIntegerInstance(Locale.forLanguageTag("vi")).format(cumulative("thanh-an"));
        browser.awaitText(".overview[data-node='thanh-an'] [data-figure=achieved]", commune);
        assertThat(browser.text("tr[data-node='thuan-an'] [data-state]")).isEqualTo("Đúng hạn");
        assertThat(browser.run("return window.sameDocument === true && scrollY > 500"))
                .as("neither loaded again nor scrolled")
                .isEqualTo(true);
    }

    @Test
    void whoeverOpensAPageLogsInByKeyboardAndOutAgain() {
        try (Browser phone = new Browser(360, 700)) {
            for (String scheme : List.of("light", "dark")) {
                phone.scheme(scheme);
                phone.open(dashboard("/"));
                phone.see("form.login");
                phone.assertFits();
                phone.assertAccessible();
            }
            phone.type("input[name=username]", "thuan-an");
            phone.type("input[name=password]", "12345" + Keys.ENTER);
            phone.awaitText("[role=alert]", "không đúng");
            phone.assertAccessible();
            phone.type("input[name=username]", "thuan-an");
            phone.type(
                    "input[name=password]",
                    system.accounts.find("thuan-an").orElseThrow().password() + Keys.ENTER);
            phone.awaitText(".site .account", "thuan-an");
            phone.assertFits();
            phone.click(".site .account button");
            phone.see("form.login");
            phone.assertNoFaults();
        }
    }

    @Test
    void whatIsWrittenWithoutANetworkArrivesOnceWhenItReturns() {
        browser.size(360, 780);
        browser.open(reporting("/?campaign=thanh-an-2023&unit=an-quy"));
        browser.see("#count-ACTIVATED_L1");
        browser.offline(true);
        browser.type("#count-ACTIVATED_L1", "3");
        browser.click("#report .primary");
        browser.click("#send");
        browser.awaitText("#receipt-body", "Chờ gửi");
        assertThat(browser.text("#waiting")).contains("1 báo cáo được giữ trên máy này");

        browser.offline(false);
        browser.run("dispatchEvent(new Event('online'))");
        browser.awaitText("#receipt-body", "Đã tính");
        JsonNode day = days("an-quy").get(0);
        assertThat(day.at("/sums/ACTIVATED").asLong()).isEqualTo(3);
        assertThat(day.get("sources").size()).isEqualTo(1);
        assertThat(day.at("/sources/0/earlier").size())
                .as("one statement, however often it was sent")
                .isZero();
    }

    @Test
    void theFormOpensAndKeepsAReportWhileTheServiceIsAway() {
        browser.size(360, 780);
        browser.open(reporting("/?campaign=thanh-an-2023&unit=bu-dinh"));
        browser.see("#count-ACTIVATED_L1");
        await().atMost(PATIENCE)
                .until(() -> (Boolean) browser.run("return navigator.serviceWorker.controller !== null"));
        system.reporting.kill();
        browser.open(reporting("/"));
        browser.awaitText("#unit-name", "Bù Dinh");
        browser.type("#count-ACTIVATED_L2", "8");
        browser.click("#report .primary");
        browser.click("#send");
        browser.awaitText("#receipt-body", "Chờ gửi");
        browser.open(reporting("/"));
        browser.awaitText("#outbox-list li:first-child", "Chờ gửi");

        system.reporting.start();
        browser.awaitText("#outbox-list li:first-child", "Đã tính");
        assertThat(days("bu-dinh").get(0).at("/sums/ACTIVATED").asLong()).isEqualTo(8);
    }

    @Test
    void aReportIsCorrectedAndWithdrawnByKeyboardAlone() {
        browser.open(reporting("/?campaign=thanh-an-2023&unit=thanh-son"));
        browser.see("#count-ACTIVATED_L1");
        focus("#count-ACTIVATED_L1");
        keys("2", Keys.TAB, "9", Keys.ENTER);
        browser.see("#review[open]");
        keys(Keys.ENTER);
        browser.awaitText("#receipt-body", "Đã tính");

        until("#again");
        keys(Keys.ENTER);
        browser.awaitText("#prior", "Đã gửi lúc");
        await().atMost(PATIENCE).until(() -> browser.run("return document.querySelector('#count-ACTIVATED_L2').value")
                .equals("9"));
        focus("#count-ACTIVATED_L2");
        keys(Keys.chord(Keys.CONTROL, "a"), "7", Keys.ENTER);
        browser.see("#review[open]");
        keys(Keys.ENTER);
        await().atMost(PATIENCE)
                .until(() -> days("thanh-son").get(0).at("/sums/ACTIVATED").asLong() == 9);

        until("#again");
        keys(Keys.ENTER);
        browser.see("#withdraw");
        until("#withdraw");
        keys(Keys.ENTER);
        browser.see("#withdrawal[open]");
        keys(Keys.ENTER);
        await().atMost(PATIENCE)
                .until(() -> days("thanh-son").get(0).at("/sums/ACTIVATED").asLong() == 0);
    }

    @Test
    void aRefusedReportSaysWhyAndCanBeMended() {
        browser.open(reporting("/?campaign=thanh-an-2023&unit=xa-co"));
        browser.type("#count-ACTIVATED_L1", "5");
        browser.run("document.querySelector('[name=source]').value = 'x'.repeat(300)");
        browser.click("#report .primary");
        browser.click("#send");
        browser.awaitText("#receipt-body", "Bị từ chối");
        browser.awaitText("#outbox-list .notice", "Nội dung không đúng dạng");
        browser.click("#outbox-list button");
        assertThat(browser.run("return document.querySelector('#count-ACTIVATED_L1').value"))
                .isEqualTo("5");
        assertThat(days("xa-co").get(0).get("sources").size()).isZero();
    }

    @Test
    void unitsAreSearchedSortedAndFilteredInThePage() {
        browser.open(dashboard(LIVE));
        browser.see("section.live [data-tools]");
        browser.type("section.live [name=search]", "dia hat");
        browser.awaitText("section.live [data-count]", "1 / 11");
        assertThat(shown()).containsExactly("Địa Hạt – Sóc Đàm");
        browser.type("section.live [name=search]", " ");
        browser.click("section.live th[data-sort=target] button");
        assertThat(shown()).startsWith("Địa Hạt – Sóc Đàm").endsWith("Xa Cô");
        browser.click("section.live th[data-sort=target] button");
        assertThat(shown()).startsWith("Xa Cô");
        browser.click("section.live [name=filter] option[value=open]");
        assertThat(shown()).contains("Trà Thanh – Lò Ô");
    }

    @Test
    void anyDayCanBeSeenAgainAndTheBranchFollowed() {
        browser.open(dashboard(LIVE));
        browser.see("#replay");
        browser.click("#replay [data-step='-1']");
        browser.awaitText("[data-as-of]", "20/06/2023");
        browser.awaitText("[data-live]", "Số liệu của ngày đã chọn");
        browser.awaitText("tr[data-node='an-hoa'] [data-figure=today]", "11");
        browser.click("#replay [data-back]");
        browser.awaitText("[data-live]", "Trực tiếp");
        browser.awaitText("[data-as-of]", "21/06/2023");

        browser.click("tr[data-node='an-hoa'] a");
        browser.awaitText("h1", "An Hòa");
        browser.awaitText("#day-2023-06-20", "Trước đó");
        assertThat(browser.text("#day-2023-06-20")).contains("Kích hoạt mức 2", "7", "Trễ hạn");
        browser.click(".path li:nth-child(2) a");
        browser.awaitText("h1", "Xã Thanh An");
    }

    @Test
    void thePageSaysWhenItsFiguresAreOldAndRecovers() {
        browser.open(dashboard(LIVE));
        browser.awaitText("[data-live]", "Trực tiếp");
        system.dashboard.kill();
        browser.awaitText("[data-live]", "đang nối lại");
        system.dashboard.start();
        browser.awaitText("[data-live]", "Trực tiếp");
    }

    @Test
    void theWallShowsOneThingAfterTheOther() {
        browser.size(1920, 1080);
        browser.open(dashboard(LIVE));
        browser.click("#wall-screen");
        browser.see(".wall .overview[data-node='thanh-an']");
        assertThat(browser.driver.findElement(By.cssSelector(".site")).isDisplayed())
                .isFalse();
        keys(Keys.ARROW_RIGHT);
        browser.see(".wall section.rows tr[data-node='thuan-an']");
        keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.see(".wall section.rows tr[data-node='doan-thanh-nien']");
        keys(Keys.ESCAPE);
        await().atMost(PATIENCE)
                .until(() -> browser.driver.findElement(By.cssSelector(".site")).isDisplayed());
    }

    @Test
    void theLanguageIsSwitchedOnEveryPage() {
        browser.open(dashboard(LIVE + "/completeness"));
        browser.awaitText("h1", "Báo cáo từng ngày");
        browser.click(".language");
        browser.awaitText("h1", "Every unit's reports");
        browser.click(".sections a:nth-child(3)");
        browser.awaitText("h1", "Proposal for commendation");
        browser.open(reporting("/"));
        browser.click(".language");
        browser.awaitText("h1", "Report of the day's results");
    }

    @Test
    void theReminderIsReadyToCopy() {
        browser.open(dashboard(LIVE + "/completeness"));
        String text = (String) browser.run("return document.querySelector('#reminder-text').value");
        assertThat(text).startsWith("Đề nghị các đơn vị sau gửi báo cáo ngày 21/06/2023 trước 20:00 21/06/2023:\n- ");
        browser.click("[data-copy]");
        browser.awaitText("[data-copy] + [role=status]", "Đã sao chép");
    }

    @Test
    void theSummaryPrintsOnPages() {
        browser.open(dashboard(LIVE + "/phases/1/summary"));
        byte[] pdf = Base64.getDecoder()
                .decode(browser.driver.print(new PrintOptions()).getContent());
        assertThat(new String(pdf, 0, 5)).isEqualTo("%PDF-");
        browser.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertThat(browser.driver.findElement(By.cssSelector(".site")).isDisplayed())
                .isFalse();
        assertThat(browser.driver.findElement(By.cssSelector(".downloads")).isDisplayed())
                .isFalse();
        assertThat(browser.driver.findElement(By.cssSelector(".signatures")).isDisplayed())
                .isTrue();
        browser.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
        for (String file : List.of("csv", "xlsx")) {
            String link = browser.driver
                    .findElement(By.cssSelector(".downloads a[href$='summary." + file + "']"))
                    .getAttribute("href");
            assertThat(system.get("dashboard-service", URI.create(link).getPath())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFileOfReportsIsCheckedAndSent() throws IOException {
        browser.open(reporting("/bulk"));
        browser.awaitText("#columns", "ACTIVATED_L1");
        Path file = Browser.file(
                "reports.csv",
                """
                unit,date,ACTIVATED_L1,ACTIVATED_L2
                phum-lu-tu-ly,2023-06-20,1,2
                phum-lu-tu-ly,2023-06-21,1,-2
                nowhere,2023-06-20,1,2
                """);
        browser.driver.findElement(By.cssSelector("[name=file]")).sendKeys(file.toString());
        browser.click("#file-form .primary");
        browser.awaitText("#summary", "3 dòng: 1 hợp lệ, 2 bị từ chối");
        browser.awaitText("#errors tbody tr:nth-child(1)", "Số liệu phải là số nguyên");
        browser.awaitText("#errors tbody tr:nth-child(2)", "Chiến dịch không có đơn vị này");
        browser.click("#send-file");
        browser.awaitText("#result-title", "Đã gửi");
        await().atMost(PATIENCE).until(() -> cumulative("phum-lu-tu-ly") == 126 + 3);
    }

    @Test
    void thePlannerSeesWhatAFileChangesBeforeSayingYes() throws IOException {
        browser.open(quota("/campaigns/thanh-an-2023?lang=en"));
        Path file = Browser.file(
                "units.csv",
                """
                code,name,name_en,kind,parent,teams,eligible,eligible:2,baseline:ACTIVATED,cumulative:ACTIVATED:1,target:ACTIVATED:2
                trung-son,Trung Sơn,Trung Son,TERRITORY,thanh-an,1,1288,497,230,800,400
                """);
        browser.driver.findElement(By.cssSelector("#upload [name=file]")).sendKeys(file.toString());
        browser.click("#upload .primary");
        browser.awaitText("#result-counts", "0 new units, 1 changed");
        browser.awaitText("#result-changes", "800");
        browser.click("#accept");
        browser.awaitText("#result-title", "In force as version 2");
        await().atMost(PATIENCE)
                .until(() -> system.progress("node=trung-son&phase=1")
                                .at("/node/indicators/ACTIVATED/target")
                                .asLong()
                        == 800);
        browser.open(quota("/campaigns/thanh-an-2023/history?lang=en"));
        browser.awaitText("#history article", "trung-son");
        browser.awaitText("#history article", "800");
    }

    static List<URI> pages() {
        return List.of(
                dashboard("/"),
                dashboard(LIVE),
                dashboard(LIVE + "?node=thanh-an&lang=en"),
                dashboard(LIVE + "/units/an-hoa"),
                dashboard(LIVE + "/completeness"),
                dashboard(LIVE + "/ranking"),
                dashboard(LIVE + "/phases/1/summary"),
                dashboard(LIVE + "/final-summary?lang=en"),
                dashboard("/campaigns/nowhere"),
                reporting("/?campaign=thanh-an-2023&unit=an-hoa"),
                reporting("/bulk"),
                quota("/"),
                quota("/campaigns/thanh-an-2023"),
                quota("/campaigns/thanh-an-2023/history"));
    }

    /** On a phone and on a wall, light and dark. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsOpenToEveryoneAndFits(URI page) {
        browser.open(page);
        browser.see("h1");
        assertThat(browser.text("h1")).isNotEqualTo("Đã có lỗi xảy ra");
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            browser.size(1920, 1080);
            browser.assertFits();
            browser.assertAccessible();
            browser.size(360, 780);
            browser.assertFits();
            browser.assertAccessible();
        }
        browser.scheme("");
    }

    private static void report(String search, int level1, int level2) {
        browser.open(reporting("/?campaign=thanh-an-2023&unit=an-hoa"));
        browser.click("#other-unit");
        browser.type("#choose [name=search]", search);
        browser.awaitText(".matches", "Thuận An");
        browser.click(".matches button");
        browser.type("#count-ACTIVATED_L1", String.valueOf(level1));
        browser.type("#count-ACTIVATED_L2", String.valueOf(level2));
        browser.awaitText("[data-sum=ACTIVATED]", String.valueOf(level1 + level2));
        browser.click("#report .primary");
        browser.click("#send");
    }

    private static void focus(String selector) {
        browser.run("document.querySelector(arguments[0]).focus()", selector);
    }

    /** Goes on with the tabulator key until the element has the focus. */
    private static void until(String selector) {
        browser.see(selector);
        for (int i = 0; i < 60; i++) {
            if ((Boolean) browser.run("return document.activeElement?.matches(arguments[0])", selector)) {
                return;
            }
            keys(Keys.TAB);
        }
        throw new AssertionError(selector + " cannot be reached by keyboard");
    }

    private static void keys(CharSequence... keys) {
        browser.driver.switchTo().activeElement().sendKeys(keys[0]);
        for (int i = 1; i < keys.length; i++) {
            browser.driver.switchTo().activeElement().sendKeys(keys[i]);
        }
    }

    /** The names of the units that the first list shows, in its order. */
    private static List<String> shown() {
        return browser
                .driver
                .findElements(By.cssSelector("section.live:first-of-type tbody tr:not([hidden]) th"))
                .stream()
                .map(cell -> cell.getText())
                .toList();
    }

    private static JsonNode days(String unit) {
        return ContractJson.mapper()
                .readTree(system.get(
                                "dashboard-service",
                                CAMPAIGN + "/units/" + unit + "/days?from=2023-06-21&to=2023-06-21")
                        .body())
                .get("days");
    }

    private static long cumulative(String unit) {
        return system.progress("phase=1&node=" + unit)
                .at("/node/indicators/ACTIVATED/cumulative")
                .asLong();
    }

    private static String counts(int level1, int level2) {
        return "{\"counts\":{\"ACTIVATED_L1\":%d,\"ACTIVATED_L2\":%d}}".formatted(level1, level2);
    }

    private static URI dashboard(String path) {
        return system.uri("dashboard-service", path);
    }

    private static URI reporting(String path) {
        return system.uri("reporting-service", path);
    }

    private static URI quota(String path) {
        return system.uri("quota-service", path);
    }
}
