package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import vn.campaign.system.SiteWalk.Expected;
import vn.campaign.testing.CampaignSystem;

/** The header that all pages of the site share. */
class NavigationIT extends BrowserTest {

    private Browser phone;

    @BeforeAll
    void takeAPhone() {
        phone = new Browser(360, 800);
    }

    @AfterAll
    void putItAway() {
        phone.close();
    }

    static List<Expected> accounts() {
        return SiteWalk.everyKindOfAccount();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void everyPageThatAnAccountMaySeeIsReachedByTheNavigationAlone(Expected account) {
        new SiteWalk(phone, system).walk(account);
        phone.assertNoFaults();
    }

    @Test
    void theMenuIsOpenedAndClosedByKeyboard() {
        browser.open(dashboard("/"));
        browser.focusByTab(".menu summary");
        browser.keys(Keys.ENTER);
        browser.see(".menu button");
        browser.assertAccessible();
        browser.focusByTab(".menu button");
        browser.keys(Keys.ESCAPE);
        assertThat(browser.run("return document.querySelector('.menu').open")).isEqualTo(false);
        assertThat(browser.run("return document.activeElement.matches('.menu summary')"))
                .isEqualTo(true);
    }

    @Test
    void theMenuNeedsNoScript() {
        browser.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            browser.open(quota(""));
            browser.click(".menu summary");
            browser.click(".menu .language");
            browser.awaitText("h1", "Plans");
        } finally {
            browser.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void anErrorPageHasTheNavigationToo() {
        browser.open(quota("/campaigns/nowhere"));
        browser.awaitText("h1", "Không tìm thấy trang");
        browser.awaitText(".parts", "Kế hoạch");
        browser.awaitText(".menu .account", CampaignSystem.EVERYTHING);
    }
}
