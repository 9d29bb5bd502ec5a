package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Pages whose service is away for a while. */
@ResourceLock(BrowserTest.SERVICES)
class ServiceAwayIT extends BrowserTest {

    @Test
    void theFormOpensAndKeepsAReportWhileTheServiceIsAway() {
        browser.size(360, 780);
        browser.open(reporting("?campaign=thanh-an-2023&unit=bu-dinh"));
        browser.see("#count-ACTIVATED_L1");
        await().atMost(TIMEOUT)
                .until(() -> (Boolean) browser.run("return navigator.serviceWorker.controller !== null"));
        system.reporting.kill();
        browser.open(reporting(""));
        browser.awaitText("#unit-name", "Bù Dinh");
        browser.type("#count-ACTIVATED_L2", "8");
        browser.click("#report .primary");
        browser.click("#send");
        browser.awaitText("#receipt-body", "Chờ gửi");
        browser.open(reporting(""));
        browser.awaitText("#outbox-list li:first-child", "Chờ gửi");

        system.reporting.start();
        browser.awaitText("#outbox-list li:first-child", "Đã tính");
        assertThat(days("bu-dinh").get(0).at("/sums/ACTIVATED").asLong()).isEqualTo(8);
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
}
