package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.NoAlertPresentException;

/** A phone that several people use: each statement is sent in the session of who made it, and in no other. */
class PhoneAccountsIT extends PhoneTest {

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

    private void logOut() {
        if (phone.browser.shows(".menu summary")) {
            phone.browser.click(".menu summary");
        }
        phone.browser.click("form[data-unsent] button");
    }
}
