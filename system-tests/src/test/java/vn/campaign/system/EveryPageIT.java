package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page, on a phone and on a wall, light and dark. */
class EveryPageIT extends BrowserTest {

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsOpenToEveryoneAndFits(URI page) {
        browser.open(page);
        browser.see("h1");
        assertThat(browser.text("h1")).isNotEqualTo("Đã có lỗi xảy ra");
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            browser.size(1920, 1080);
            browser.assertFits();
            browser.assertAccessible();
            browser.size(360, 780);
            browser.assertFits();
            browser.assertAccessible();
        }
        browser.scheme("");
    }

    List<URI> pages() {
        return List.of(
                dashboard("/"),
                dashboard(LIVE),
                dashboard(LIVE + "?node=thanh-an&lang=en"),
                dashboard(LIVE + "/units/an-hoa"),
                dashboard(LIVE + "/completeness"),
                dashboard(LIVE + "/ranking"),
                dashboard(LIVE + "/phases/1/summary"),
                dashboard(LIVE + "/final-summary?lang=en"),
                dashboard("/campaigns/nowhere"),
                reporting("?campaign=thanh-an-2023&unit=an-hoa"),
                reporting("/bulk"),
                quota(""),
                quota("/campaigns/thanh-an-2023"),
                quota("/campaigns/thanh-an-2023/history"));
    }
}
