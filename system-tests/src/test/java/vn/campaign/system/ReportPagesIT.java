package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The form for a report and the page for files of them. */
class ReportPagesIT extends BrowserTest {

    @Test
    void aReportIsCorrectedAndWithdrawnByKeyboardAlone() {
        browser.open(reporting("?campaign=thanh-an-2023&unit=thanh-son"));
        browser.see("#count-ACTIVATED_L1");
        browser.focus("#count-ACTIVATED_L1");
        browser.keys("2", Keys.TAB, "9", Keys.ENTER);
        browser.see("#review[open]");
        browser.keys(Keys.ENTER);
        browser.awaitText("#receipt-body", "Đã tính");

        // The same source, however it is spelled.
        browser.run("document.querySelector('[name=source]').value = 'UNIT'");
        browser.focusByTab("#again");
        browser.keys(Keys.ENTER);
        browser.awaitText("#prior", "Đã gửi lúc");
        await().atMost(TIMEOUT).until(() -> browser.run("return document.querySelector('#count-ACTIVATED_L2').value")
                .equals("9"));
        browser.focus("#count-ACTIVATED_L2");
        browser.keys(Keys.chord(Keys.CONTROL, "a"), "7", Keys.ENTER);
        browser.see("#review[open]");
        browser.keys(Keys.ENTER);
        await().atMost(TIMEOUT)
                .until(() -> days("thanh-son").get(0).at("/sums/ACTIVATED").asLong() == 9);

        browser.focusByTab("#again");
        browser.keys(Keys.ENTER);
        browser.see("#withdraw");
        browser.focusByTab("#withdraw");
        browser.keys(Keys.ENTER);
        browser.see("#withdrawal[open]");
        browser.keys(Keys.ENTER);
        await().atMost(TIMEOUT)
                .until(() -> days("thanh-son").get(0).at("/sums/ACTIVATED").asLong() == 0);
    }

    @Test
    void aRefusedReportSaysWhyAndCanBeMended() {
        browser.open(reporting("?campaign=thanh-an-2023&unit=xa-co"));
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
        await().atMost(TIMEOUT).until(() -> cumulative("phum-lu-tu-ly") == 126 + 3);
    }
}
