package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The planner's pages. */
class PlanPagesIT extends BrowserTest {

    @Test
    void unitsAreCalledByTheirNamesAndTheirTargetsStandByPhase() {
        browser.open(quota("/campaigns/thanh-an-2023"));
        assertThat(browser.text(".units .period")).startsWith("Giai đoạn 1: 25 ngày đêm, 20/06 – 15/07/2023");
        assertThat(browser.text("tr[data-code=thuan-an]"))
                .matches("(?s)Thuận An\\s+thuan-an\\s+Xã Thanh An\\s+1\\s+750\\s+509\\s+–\\s+176.*");
        assertThat(browser.text("#findings ~ .scroll tbody"))
                .contains("Xã Thanh An", "Hồ sơ mức 2 đã thu nhận + Đăng ký mức 1")
                .doesNotContain("thanh-an", "ENROLLED_L2", "to_register");
    }

    @Test
    void thePlannerSeesWhatAFileChangesBeforeSayingYes() throws IOException {
        browser.open(quota("/campaigns/thanh-an-2023?lang=en"));
        Path file = Browser.file(
                "units.csv",
                """
                code,name,name_en,kind,parent,teams,eligible,eligible:2,baseline:ACTIVATED,cumulative:ACTIVATED:1,target:ACTIVATED:2
                trung-son,Trung Sơn,Trung Son,TERRITORY,thanh-an,1,1288,497,230,800,400
                """);
        browser.driver.findElement(By.cssSelector("#upload [name=file]")).sendKeys(file.toString());
        browser.click("#upload .primary");
        browser.awaitText("#result-counts", "0 new units, 1 changed");
        browser.awaitText("#result-changes", "800");
        browser.click("#accept");
        browser.awaitText("#result-title", "In force as version 2");
        await().atMost(TIMEOUT)
                .until(() -> system.client
                                .progress("node=trung-son&phase=1")
                                .at("/node/indicators/ACTIVATED/target")
                                .asLong()
                        == 800);
        browser.open(quota("/campaigns/thanh-an-2023/history?lang=en"));
        browser.awaitText("#history article", "Trung Son");
        browser.awaitText("#history article", "Target (Accounts activated, Phase 1: 25 days and nights)");
        browser.awaitText("#history article", "800");
    }
}
