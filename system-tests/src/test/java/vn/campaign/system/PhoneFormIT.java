package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WindowType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/**
 * The report form in the field: no network for days, clocks that are wrong, phones that several people use, storage that is full.
 * Days pass, so the services have a clock of their own; each test uses the form of another unit, and only moves time on.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PhoneFormIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Whose phone the client is. */
    private static final String OTHER = "gatherer";

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private CampaignSystem system;
    private SimulatedClock time;
    private ServiceProcess newer;
    private Phone phone;

    @BeforeAll
    void start() {
        system = CampaignSystem.named("phone").onDrivenClock().build();
        time = SimulatedClock.startingAt(system.clock(), Instant.parse("2023-06-21T03:00:00Z"));
        system.start();
    }

    @AfterAll
    void stop() {
        if (newer != null) {
            newer.close();
        }
        system.close();
    }

    @BeforeEach
    void take() {
        phone = new Phone(system, time);
    }

    @AfterEach
    void putAway() {
        phone.browser.assertNoFaults();
        phone.close();
    }

    @Test
    void aPageOfYesterdayReportsTodayWithoutANetwork() {
        openAs("an-hoa");
        assertThat(phone.date()).isEqualTo(today());
        phone.goOffline();

        time.advanceTo(time.instant().plus(Duration.ofDays(1)));
        phone.clockIsWrongBy(Duration.ZERO);
        phone.open("an-hoa");
        assertThat(phone.date()).isEqualTo(today());
        assertThat(phone.browser.text("#date-words")).contains("theo đồng hồ của máy này");
        phone.report(3);
        phone.awaitState("waiting");

        phone.goOnline();
        phone.awaitState("counted");
        assertThat(day("an-hoa", today()).at("/sums/ACTIVATED").asLong()).isEqualTo(3);
        assertThat(day("an-hoa", today()).at("/sources/0/earlier").size())
                .as("one statement, however often it was sent")
                .isZero();
    }

    @Test
    void whatAWrongClockStampsKeepsItsOrderAndIsMendedWhenItIsSent() {
        openAs("an-quy");
        phone.goOffline();
        phone.clockIsWrongBy(Duration.ofDays(1));
        phone.date(today());
        phone.report(4);
        phone.another();
        // The clock is put right: what corrects the first is still later than it.
        phone.clockIsWrongBy(Duration.ofMinutes(-10));
        phone.report(6);
        phone.awaitState("waiting");

        phone.goOnline();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(phone.states()).containsExactly("counted", "superseded"));
        JsonNode source = day("an-quy", today()).at("/sources/0");
        assertThat(source.at("/counts/ACTIVATED_L1").asLong()).isEqualTo(6);
        assertThat(source.at("/earlier/0/counts/ACTIVATED_L1").asLong()).isEqualTo(4);
        assertThat(Instant.parse(source.get("observedAt").asString()))
                .isBefore(time.instant().plusSeconds(1));
    }

    @Test
    void whatAnotherOneReportedInBetweenIsShownWithBothFigures() {
        openAs("thanh-son");
        phone.goOffline();
        phone.report(5);
        phone.awaitState("waiting");
        state("thanh-son", 7);

        phone.goOnline();
        phone.awaitState("superseded");
        phone.browser.awaitText("#outbox-list .notice", OTHER);
        assertThat(phone.browser.text("#outbox-list .notice")).contains("7");
        assertThat(phone.browser.text("#outbox-list li small")).contains("5");
        assertThat(phone.browser.text("#receipt-body")).contains("Đã bị thay");

        phone.browser.click("[data-action='again.send']");
        phone.awaitState("counted");
        assertThat(day("thanh-son", today()).at("/sums/ACTIVATED").asLong()).isEqualTo(5);

        withdraw("thanh-son");
        phone.open("thanh-son");
        phone.awaitState("withdrawn");
        phone.browser.awaitText("#outbox-list .notice", "đã rút báo cáo của ngày này");
    }

    @Test
    void whatStandsIsReadAgainBeforeItIsReplacedAndUnlikelyFiguresAreAskedAbout() {
        openAs("thuan-an");
        assertThat(phone.report(12)).isEmpty();
        phone.awaitState("counted");
        phone.another();
        state("thuan-an", 20);
        assertThat(phone.report(5))
                .contains("20", OTHER, "Thay bằng số liệu này?")
                .contains("5 ít hơn số đã báo cáo là 20");
        phone.awaitState("counted");

        phone.open("thuan-an");
        await().atMost(TIMEOUT).until(() -> phone.remembersLargestDay("ACTIVATED_L1", 5));
        phone.goOffline();
        assertThat(phone.report(101)).contains("101 lớn hơn nhiều so với ngày cao nhất từ trước đến nay là 5");
        phone.awaitState("waiting");
    }

    @Test
    void anAccountsReportsWaitForItWhoeverLogsIn() {
        openAs("an-son");
        phone.goOffline();
        phone.report(8);
        phone.awaitState("waiting");
        phone.endSession();
        phone.goOnline();
        phone.browser.see("[data-login]");
        phone.another();
        phone.report(9);
        phone.awaitState("waiting");

        openAs("xa-co");
        phone.browser.see("#others");
        assertThat(phone.states()).isEmpty();
        phone.report(1);
        phone.awaitState("counted");
        assertThat(phone.states()).hasSize(1);
        assertThat(day("an-son", today()).at("/sources").size()).isZero();
        logOut();
        phone.browser.see("form.login");

        openAs("an-son");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(phone.states()).containsExactly("counted", "superseded"));
        assertThat(phone.browser.shows("#others")).isFalse();
        assertThat(day("an-son", today()).at("/sources/0/by").asString()).isEqualTo("an-son");
        assertThat(day("an-son", today()).at("/sums/ACTIVATED").asLong()).isEqualTo(9);
    }

    @Test
    void aPageOfOneAccountSendsNothingInTheSessionOfAnother() {
        try (Phone other = new Phone(system, time)) {
            openAs("bu-dinh");
            other.logIn("trung-son");
            phone.goOffline();
            phone.report(2);
            phone.awaitState("waiting");
            phone.takeSessionOf(other);
            phone.goOnline();
            phone.browser.see("#others");
            assertThat(day("bu-dinh", today()).at("/sources").size()).isZero();
            assertThat(day("trung-son", today()).at("/sources").size()).isZero();
        }
    }

    @Test
    void logOutWarnsOfUnsentReportsAndKeepsThem() {
        openAs("dia-hat-soc-dam");
        // Something between phone and service answers for it, and the browser sends nothing without a page.
        phone.browser.run(
                """
                SyncManager.prototype.register = () => Promise.reject(new Error("unknown here"));
                const answer = window.fetch;
                window.fetch = (address, options) => options?.method === "PUT" ? Promise.resolve(new Response("{}", { status: 503 })) : answer(address, options);
                """);
        phone.report(3);
        phone.awaitState("waiting");
        logOut();
        await().atMost(TIMEOUT).ignoreException(NoAlertPresentException.class).untilAsserted(() -> assertThat(
                        phone.browser.driver.switchTo().alert().getText())
                .contains("1 báo cáo"));
        phone.browser.driver.switchTo().alert().accept();
        phone.browser.see("form.login");

        openAs("dia-hat-soc-dam");
        phone.awaitState("counted");
        assertThat(day("dia-hat-soc-dam", today()).at("/sums/ACTIVATED").asLong())
                .isEqualTo(3);
    }

    @Test
    void whatCannotBeKeptIsNotPromisedAndStaysOnThePage() {
        Map<String, Object> site =
                Map.of("origin", system.page("dashboard-service", "").toString());
        Map<String, Object> full = new HashMap<>(site);
        full.put("quotaSize", 1);
        phone.browser.driver.executeCdpCommand("Storage.overrideQuotaForOrigin", full);
        phone.logIn("tra-thanh-lo-o");
        phone.open("tra-thanh-lo-o");
        phone.browser.see("#unusable");
        phone.report(4);
        phone.browser.see("#unkept");
        assertThat(phone.states()).isEmpty();
        assertThat(phone.browser.run("return document.querySelector('#count-ACTIVATED_L1').value"))
                .isEqualTo("4");

        // The browser looks at the quota again where nothing of the site is open.
        phone.browser.open(URI.create("about:blank"));
        phone.browser.driver.executeCdpCommand("Storage.overrideQuotaForOrigin", site);
        await().atMost(TIMEOUT).until(() -> {
            phone.open("tra-thanh-lo-o");
            return !phone.browser.shows("#unusable");
        });
        phone.report(4);
        phone.awaitState("counted");

        phone.browser.driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"));
        phone.open("tra-thanh-lo-o");
        phone.browser.see("#unusable");
        phone.report(5);
        phone.browser.see("#unkept");
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
    @SuppressWarnings("unchecked")
    void theClockBelievesFreshAnswersAlone() {
        openAs("xa-co");
        List<Object> seen = (List<Object>)
                phone.browser.driver.executeAsyncScript(
                        """
                const done = arguments[0];
                const later = (seconds) => new Date(Date.now() + 1000 * seconds).toISOString();
                import("/report/clock.js").then((clock) => {
                  const offset = () => Math.round((clock.now() - Date.now()) / 1000);
                  const seen = [clock.unsure()];
                  clock.asking()(later(60));
                  seen.push(clock.unsure(), offset());
                  const told = clock.asking();
                  const right = Date.now;
                  Date.now = () => right() + 10_000;
                  told(later(500));
                  seen.push(clock.unsure(), offset(), clock.stamp(clock.now() + 5000) - clock.now() > 5000);
                  clock.asking()(later(30));
                  seen.push(clock.unsure(), offset());
                  done(seen);
                });
                """);
        assertThat(seen).containsExactly(true, false, 60L, true, 60L, true, false, 30L);
    }

    @Test
    void everyReportCanBeSeenNotTheNewestAlone() {
        openAs("cong-an-xa");
        phone.browser.driver.executeAsyncScript(
                """
                const done = arguments[0];
                const request = indexedDB.open("campaign-form");
                request.onsuccess = () => {
                  const transaction = request.result.transaction("statements", "readwrite");
                  const account = document.querySelector("main").dataset.account;
                  for (let i = 10; i < 40; i++) {
                    transaction.objectStore("statements").put({ id: String(i), account, campaign: "thanh-an-2023", unit: "cong-an-xa", unitName: "Công an", date: "2023-06-20",
                        source: "unit", observedAt: `2023-06-20T03:00:${i}.000Z`, timeZone: "Asia/Ho_Chi_Minh", counts: {}, after: 0, attempts: 0, state: i === 10 ? "refused" : "superseded" });
                  }
                  transaction.oncomplete = done;
                };
                """);
        phone.open("cong-an-xa");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(phone.states()).hasSize(21).endsWith("refused"));
        phone.browser.click("#outbox-list > li:last-child button");
        assertThat(phone.states()).hasSize(30);
    }

    private void openAs(String unit) {
        phone.logIn(unit);
        phone.open(unit);
        phone.awaitWorker();
    }

    private void logOut() {
        if (phone.browser.shows(".menu summary")) {
            phone.browser.click(".menu summary");
        }
        phone.browser.click("form[data-unsent] button");
    }

    private String today() {
        return LocalDate.ofInstant(time.instant(), ZONE).toString();
    }

    /** As another phone does. */
    private void state(String unit, int level1) {
        int status = system.client
                .put(
                        "reporting-service",
                        CampaignSystem.CAMPAIGN + "/units/" + unit + "/reports/" + today(),
                        "{\"counts\":{\"ACTIVATED_L1\":" + level1 + "}}")
                .statusCode();
        assertThat(status).isEqualTo(202);
        await().atMost(TIMEOUT)
                .until(() -> day(unit, today()).at("/sums/ACTIVATED").asLong() == level1);
    }

    private void withdraw(String unit) {
        system.client.delete("reporting-service", CampaignSystem.CAMPAIGN + "/units/" + unit + "/reports/" + today());
        await().atMost(TIMEOUT)
                .until(() -> day(unit, today()).at("/sums/ACTIVATED").asLong() == 0);
    }

    private JsonNode day(String unit, String date) {
        JsonNode days = ContractJson.mapper()
                .readTree(system.client
                        .get(
                                "dashboard-service",
                                CampaignSystem.CAMPAIGN + "/units/" + unit + "/days?from=" + date + "&to=" + date)
                        .body())
                .get("days");
        return days.size() == 0 ? MissingNode.getInstance() : days.get(0);
    }
}
