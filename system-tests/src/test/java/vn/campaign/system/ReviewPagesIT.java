package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.print.PrintOptions;

/** Completeness, ranking and summaries. */
class ReviewPagesIT extends BrowserTest {

    @Test
    void theLanguageIsSwitchedOnEveryPage() {
        browser.open(dashboard(LIVE + "/completeness"));
        browser.awaitText("h1", "Báo cáo từng ngày");
        browser.click(".menu summary");
        browser.click(".language");
        browser.awaitText("h1", "Every unit's reports");
        browser.click(".sections a:nth-child(3)");
        browser.awaitText("h1", "Proposal for commendation");
        browser.open(reporting(""));
        browser.click(".menu summary");
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
            assertThat(system.client
                            .get("dashboard-service", URI.create(link).getPath())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
