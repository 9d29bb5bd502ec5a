package vn.campaign.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.Ports;

/** A broker that is not there yet, goes away and comes back: nothing is promised meanwhile, and nothing promised is lost. */
class BrokerAwayIT {

    private static final String REPORT = "/api/v1/campaigns/thanh-an-2023/units/thuan-an/reports/2023-08-01";
    private static final String BODY = "{\"counts\":{\"ACTIVATED_L1\":5}}";

    @TempDir
    private Path directory;

    private BrokerProcess broker;
    private Service service;

    @BeforeEach
    void serviceWithoutBroker() {
        broker = new BrokerProcess(directory, Ports.free(), Ports.free());
        service = Service.start(
                broker,
                "--campaign.broker-patience=1s",
                "--spring.kafka.producer.properties.delivery.timeout.ms=2000",
                "--spring.kafka.producer.properties.request.timeout.ms=1000");
    }

    @AfterEach
    void stop() {
        service.close();
        broker.close();
    }

    @Test
    void nothingPromisedIsLostAndNothingIsPromisedWithoutABroker() {
        assertThat(service.isLive()).isTrue();
        assertThat(service.isReady()).isFalse();
        assertUnavailable("NOT_READY");

        broker.start();
        service.awaitReady().knowing(0);
        Set<String> promised = new HashSet<>();
        promised.add(acceptedId());

        broker.kill();
        assertUnavailable("BROKER_UNAVAILABLE");
        assertThat(service.isLive()).isTrue();
        assertThat(service.isReady())
                .as("what is known of the plan stays usable")
                .isTrue();
        service.client()
                .post()
                .uri("/api/v1/campaigns/thanh-an-2023/reports")
                .header("Content-Type", "application/x-ndjson")
                .bodyValue("{\"unit\":\"thuan-an\",\"date\":\"2023-08-02\",\"counts\":{\"ACTIVATED_L1\":5}}"
                        .getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isEqualTo(503);

        broker.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> report().expectBody().returnResult().getStatus().value() == 202);
        promised.add(acceptedId());
        assertThat(service.published().stream().map(BrokerAwayIT::id)).containsAll(promised);
    }

    private void assertUnavailable(String code) {
        report().expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectHeader()
                .doesNotExist("Location")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    private WebTestClient.ResponseSpec report() {
        return service.report(REPORT, BODY);
    }

    private String acceptedId() {
        byte[] receipt =
                report().expectStatus().isAccepted().expectBody().returnResult().getResponseBody();
        return ContractJson.mapper().readTree(receipt).get("eventId").asString();
    }

    private static String id(ConsumerRecord<?, ?> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }
}
