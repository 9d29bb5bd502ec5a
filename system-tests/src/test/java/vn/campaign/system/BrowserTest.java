package vn.campaign.system;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.testing.CampaignSystem;

/**
 * The pages as people use them: in Chromium, on the running system, on the afternoon of 21 June 2023. Classes run beside each
 * other, each on units of its own; one that stops a service runs alone.
 */
@ExtendWith(BrowserSystem.class)
@ResourceLock(value = BrowserTest.SERVICES, mode = ResourceAccessMode.READ)
@TestInstance(Lifecycle.PER_CLASS)
abstract class BrowserTest {

    static final String SERVICES = "the services behind the pages";
    static final String LIVE = "/campaigns/thanh-an-2023";
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    CampaignSystem system;
    Browser browser;

    @BeforeAll
    void open(CampaignSystem running) {
        system = running;
        browser = new Browser(1280, 900);
        browser.logIn(system);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWentWrongBehindThePage() {
        browser.offline(false);
        browser.assertNoFaults();
        browser.size(1280, 900);
    }

    JsonNode days(String unit) {
        return ContractJson.mapper()
                .readTree(system.client
                        .get(
                                "dashboard-service",
                                CampaignSystem.CAMPAIGN + "/units/" + unit + "/days?from=2023-06-21&to=2023-06-21")
                        .body())
                .get("days");
    }

    long cumulative(String unit) {
        return BrowserSystem.cumulative(system, unit);
    }

    URI dashboard(String path) {
        return system.page("dashboard-service", path);
    }

    URI reporting(String path) {
        return system.page("reporting-service", path);
    }

    URI quota(String path) {
        return system.page("quota-service", path);
    }
}
