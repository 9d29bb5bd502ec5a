package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The report form in the field: no network for days, clocks that are wrong, storage that is full, others who report for the same unit. */
class PhoneFormIT extends PhoneTest {

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
}
