package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** The live page: what is reported shows in place, any day can be seen again, units are found. */
class LivePageIT extends BrowserTest {

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
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(browser.text(".overview[data-node='thanh-an'] [data-figure=achieved]"))
                        .isEqualTo(NumberFormat.getIntegerInstance(Locale.forLanguageTag("vi"))
                                .format(cumulative("thanh-an"))));
        assertThat(browser.text("tr[data-node='thuan-an'] [data-state]")).isEqualTo("Đúng hạn");
        assertThat(browser.run("return window.sameDocument === true && scrollY > 500"))
                .as("neither loaded again nor scrolled")
                .isEqualTo(true);
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
        browser.awaitText("#day-2023-06-20", "Thay cho:");
        assertThat(browser.text("#day-2023-06-20")).contains("Kích hoạt mức 2", "7", "Trễ hạn");
        browser.click(".path li:nth-child(2) a");
        browser.awaitText("h1", "Xã Thanh An");
    }

    @Test
    void theWallShowsOneThingAfterTheOther() {
        browser.size(1920, 1080);
        browser.open(dashboard(LIVE));
        browser.click("#wall-screen");
        browser.see(".wall .overview[data-node='thanh-an']");
        assertThat(browser.driver.findElement(By.cssSelector(".site")).isDisplayed())
                .isFalse();
        browser.keys(Keys.ARROW_RIGHT);
        browser.see(".wall section.rows tr[data-node='thuan-an']");
        browser.keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.see(".wall section.rows tr[data-node='doan-thanh-nien']");
        browser.keys(Keys.ESCAPE);
        await().atMost(TIMEOUT)
                .until(() -> browser.driver.findElement(By.cssSelector(".site")).isDisplayed());
    }

    private void report(String search, int level1, int level2) {
        browser.open(reporting("?campaign=thanh-an-2023&unit=an-hoa"));
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

    /** The names of the units that the first list shows, in its order. */
    private List<String> shown() {
        return browser
                .driver
                .findElements(By.cssSelector("section.live:first-of-type tbody tr:not([hidden]) th"))
                .stream()
                .map(cell -> cell.getText())
                .toList();
    }
}
