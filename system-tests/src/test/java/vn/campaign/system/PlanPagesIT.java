package vn.campaign.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The planner's pages. */
class PlanPagesIT extends BrowserTest {

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
        browser.awaitText("#history article", "trung-son");
        browser.awaitText("#history article", "800");
    }
}
