package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/**
 * The report form on phones. Days pass, so the services have a clock of their own: classes run one after the other, only move time
 * on, and each test uses the form of another unit.
 */
@ExtendWith(PhoneSystem.class)
@ResourceLock("the phones' clock")
@TestInstance(Lifecycle.PER_CLASS)
abstract class PhoneTest {

    static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Whose phone the client is. */
    static final String OTHER = "gatherer";

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    CampaignSystem system;
    SimulatedClock time;
    Phone phone;

    @BeforeAll
    void use(CampaignSystem running) {
        system = running;
        time = SimulatedClock.of(system.clock());
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

    void openAs(String unit) {
        phone.logIn(unit);
        phone.open(unit);
        phone.awaitWorker();
    }

    String today() {
        return LocalDate.ofInstant(time.instant(), ZONE).toString();
    }

    /** As another phone does. */
    void state(String unit, int level1) {
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

    void withdraw(String unit) {
        system.client.delete("reporting-service", CampaignSystem.CAMPAIGN + "/units/" + unit + "/reports/" + today());
        await().atMost(TIMEOUT)
                .until(() -> day(unit, today()).at("/sums/ACTIVATED").asLong() == 0);
    }

    JsonNode day(String unit, String date) {
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
