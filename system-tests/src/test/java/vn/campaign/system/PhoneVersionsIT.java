package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.testing.CampaignSystem;

/** What keeps and sends reports: the form's worker, beside pages and without one, its next version, and what the former form left behind. */
class PhoneVersionsIT extends PhoneTest {

    private ServiceProcess newer;

    @AfterAll
    void bringBackTheVersion() {
        if (newer != null) {
            newer.close();
            system.reporting.launch();
            system.reporting.awaitReady();
        }
    }

    @Test
    void twoTabsAndTheWorkerSendEachReportOnce() {
        openAs("cuu-chien-binh");
        phone.goOffline();
        phone.report(6);
        phone.awaitState("waiting");
        phone.browser.driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument", Map.of("source", "window.sent = 0;"));
        String first = phone.browser.driver.getWindowHandle();
        phone.line.mend();
        phone.browser.driver.switchTo().newWindow(WindowType.TAB);
        phone.openWithoutWaiting();
        phone.awaitState("counted");
        phone.browser.driver.close();
        phone.browser.driver.switchTo().window(first);
        phone.browser.offline(false);
        phone.awaitState("counted");
        assertThat(day("cuu-chien-binh", today()).at("/sources/0/earlier").size())
                .isZero();
    }

    @Test
    void theWorkerSendsWithoutAPage() {
        openAs("doan-thanh-nien");
        phone.goOffline();
        phone.report(2);
        phone.awaitState("waiting");
        phone.browser.open(URI.create("about:blank"));
        phone.line.mend();
        phone.browser.offline(false);
        phone.syncInBackground();
        await().atMost(TIMEOUT)
                .until(() ->
                        day("doan-thanh-nien", today()).at("/sums/ACTIVATED").asLong() == 2);
    }

    @Test
    void whatTheFormerVersionLeftIsMovedOnceAndNoneHoldsUpAnother() {
        phone.logIn("hoi-nong-dan");
        phone.browser.run(
                """
                const kept = (unit, time, state) => localStorage.setItem(`outbox:${time}-1`, JSON.stringify({ id: `${time}-1`, campaign: "thanh-an-2023",
                    unit, unitName: unit, date: arguments[0], source: "unit", observedAt: time, timeZone: "Asia/Ho_Chi_Minh", counts: { ACTIVATED_L1: 11 }, state }));
                kept("phum-lu-tu-ly", arguments[1], "waiting");
                kept("hoi-nong-dan", arguments[2], "waiting");
                localStorage.setItem("answer:/api/v1/campaigns", "[]");
                localStorage.setItem("unit", JSON.stringify({ campaign: "thanh-an-2023", unit: "hoi-nong-dan" }));
                localStorage.setItem("clock", "-1000");
                """,
                today(),
                time.instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS).toString(),
                time.instant().minusSeconds(30).truncatedTo(ChronoUnit.MILLIS).toString());
        phone.browser.open(system.page("reporting-service", ""));
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(phone.states()).containsExactly("counted", "waiting"));
        assertThat(phone.browser.text("#unit-name")).contains("Hội Nông dân");
        assertThat(phone.browser.text("#campaign-name")).contains("90 ngày đêm");
        assertThat(phone.browser.run("return localStorage.length")).isEqualTo(0L);
        assertThat(day("hoi-nong-dan", today()).at("/sums/ACTIVATED").asLong()).isEqualTo(11);

        // It waits for whoever may report for that unit, says so, and can be discarded.
        phone.browser.awaitText("#outbox-list [data-state=waiting] .notice", "không được báo cáo cho đơn vị này");
        phone.browser.click("#outbox-list [data-state=waiting] [data-action=discard]");
        phone.browser.click("#discard-yes");
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(phone.states()).containsExactly("counted"));
    }

    @Test
    void theFormerAddressLeadsToTheFormWithWhatItsFormKept() {
        phone.logIn("chu-thap-do");
        URI former = system.uri("reporting-service", "").resolve("/");
        phone.browser.open(former.resolve("/bulk"));
        phone.browser.driver.executeAsyncScript(
                """
                const [date, time, done] = arguments;
                localStorage.setItem(`outbox:${time}-1`, JSON.stringify({ id: `${time}-1`, campaign: "thanh-an-2023", unit: "chu-thap-do", unitName: "Chữ thập đỏ",
                    date, source: "unit", observedAt: time, timeZone: "Asia/Ho_Chi_Minh", counts: { ACTIVATED_L1: 4 }, state: "waiting" }));
                localStorage.setItem("unit", JSON.stringify({ campaign: "thanh-an-2023", unit: "chu-thap-do" }));
                caches.open("shell").then((cache) => cache.put("/", new Response("former"))).then(() => navigator.serviceWorker.register("/service-worker.js")).then(() => done());
                """,
                today(),
                time.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(
                        () -> (Boolean)
                                phone.browser.driver.executeAsyncScript(
                                        "const done = arguments[0]; Promise.all([caches.has('shell'), navigator.serviceWorker.getRegistration('/')]).then(([kept, worker]) => done(!kept && !worker))"));

        phone.browser.open(former);
        // At that address there is nobody who tells what became of it.
        phone.awaitState("sent");
        assertThat(phone.browser.driver.getCurrentUrl())
                .isEqualTo(former.resolve("/report").toString());
        await().atMost(TIMEOUT)
                .until(() -> day("chu-thap-do", today()).at("/sums/ACTIVATED").asLong() == 4);
    }

    @Test
    void aNewVersionTakesOverWholeAndSendsWhatTheFormerOneKept() throws IOException {
        openAs("hoi-lhpn");
        String former = phone.versions().iterator().next();
        phone.goOffline();
        phone.report(7);
        phone.awaitState("waiting");
        update();

        phone.goOnline();
        phone.awaitState("counted");
        phone.another();
        phone.open("hoi-lhpn");
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(phone.versions()).hasSize(1).doesNotContain(former));
        phone.goOffline();
        phone.open("hoi-lhpn");
        assertThat(phone.versions()).hasSize(1).doesNotContain(former);
        assertThat(phone.states()).containsExactly("counted");
    }

    /** Another version of reporting-service is started in place of the one that runs. */
    private void update() throws IOException {
        system.reporting.close();
        newer = system.inPlaceOf("reporting-service", Phone.newerVersion());
        newer.launch();
        newer.awaitReady();
        await().atMost(TIMEOUT)
                .until(() -> system.client
                                .get("reporting-service", CampaignSystem.CAMPAIGN + "/units/xa-co")
                                .statusCode()
                        == 200);
    }
}
