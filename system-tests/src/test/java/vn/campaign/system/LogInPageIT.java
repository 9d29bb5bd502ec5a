package vn.campaign.system;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of the identity provider. */
class LogInPageIT extends BrowserTest {

    @Test
    void whoeverOpensAPageLogsInByKeyboardAndOutAgain() {
        try (Browser phone = new Browser(360, 700)) {
            for (String scheme : List.of("light", "dark")) {
                phone.scheme(scheme);
                phone.open(dashboard("/"));
                phone.see("form.login");
                phone.assertFits();
                phone.assertAccessible();
            }
            phone.type("input[name=username]", "thuan-an");
            phone.type("input[name=password]", "12345" + Keys.ENTER);
            phone.awaitText("[role=alert]", "không đúng");
            phone.assertAccessible();
            phone.type("input[name=username]", "thuan-an");
            phone.type(
                    "input[name=password]",
                    system.accounts.find("thuan-an").orElseThrow().password() + Keys.ENTER);
            phone.awaitText(".site .account", "thuan-an");
            phone.assertFits();
            phone.click(".menu summary");
            phone.click(".menu button");
            phone.see("form.login");
            phone.assertNoFaults();
        }
    }
}
