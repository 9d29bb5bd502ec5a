package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import vn.campaign.localstack.simulation.SimulatedClock;

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
        browser.awaitText("[data-live]", "đang kết nối lại");
        system.dashboard.start();
        browser.awaitText("[data-live]", "Trực tiếp");
    }

    @Test
    void aPageWhoseStreamIsOpenAndCannotBeReadIsNotLive() throws IOException, InterruptedException {
        browser.open(dashboard(LIVE));
        browser.awaitText("[data-live]", "Trực tiếp");
        signal("STOP");
        try {
            browser.awaitText("[data-live]", "Số liệu của");
        } finally {
            signal("CONT");
        }
        browser.awaitText("[data-live]", "Trực tiếp");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(system.store.pid()))
                .start()
                .waitFor();
    }

    /** In Viet Nam, a day begins at 17:00 UTC. */
    @Test
    void aPageLeftOpenShowsTheNextDayAndTheNextPhase() {
        browser.open(dashboard(LIVE));
        browser.awaitText("[data-day-of]", "Ngày thứ 2 trong");
        try {
            SimulatedClock.startingAt(system.clock(), Instant.parse("2023-06-21T17:00:01Z"));
            browser.awaitText("[data-day-of]", "Ngày thứ 3 trong");
            browser.awaitText("[data-as-of]", "22/06/2023");
            SimulatedClock.startingAt(system.clock(), Instant.parse("2023-07-15T17:00:01Z"));
            browser.awaitText(".where", "Giai đoạn 2");
            browser.awaitText("caption", "Giai đoạn 2");
        } finally {
            SimulatedClock.startingAt(system.clock(), BrowserSystem.AFTERNOON);
        }
        browser.awaitText("[data-as-of]", "21/06/2023");
    }
}
