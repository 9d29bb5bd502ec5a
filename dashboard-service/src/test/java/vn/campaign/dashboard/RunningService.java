package vn.campaign.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.campaign.testing.TestInfrastructure;
import vn.campaign.testing.TestIssuer;
import vn.campaign.testing.TestIssuerInitializer;

/** The service over the wire, on the evening of 21 June 2023, with a real broker and store. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "management.server.port=0", "campaign.access.rate.burst=100000"})
@Import({RunningService.Evening.class, TestInfrastructure.class})
@ContextConfiguration(initializers = TestIssuerInitializer.class)
@DirtiesContext
abstract class RunningService {

    /** 17:31 in Thanh An, a minute after the worked example's report came in. */
    static final Instant NOW = ReportedProgress.RECEIVED.plusSeconds(60);

    /** Sees everything. */
    static final String LEADER = "Bearer " + TestIssuer.token("leader", "viewer:*");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String API = "/api/v1/campaigns/" + ThanhAn.CAMPAIGN;

    /** Stops the clock. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Evening {

        @Bean
        @Primary
        MovableClock evening() {
            return new MovableClock(NOW);
        }
    }

    @Autowired
    MongoTemplate mongo;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    Store store;
    WebTestClient http;

    /** A busy machine is slow, not wrong. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    @DynamicPropertySource
    static void databaseOfItsOwn(DynamicPropertyRegistry registry) {
        String database = "dashboard-" + System.nanoTime();
        registry.add("spring.mongodb.database", () -> database);
    }

    @BeforeEach
    void connect() {
        store = new Store(mongo);
        store.plan();
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(PATIENCE)
                .defaultHeader("Authorization", LEADER)
                .build();
    }

    /** A page, or whatever a path answers, as text. */
    String text(String path) {
        return http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    /** What Prometheus is told, line by line. */
    List<String> scrape() {
        return http.get()
                .uri("http://127.0.0.1:" + managementPort + "/actuator/prometheus")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("operator", "operator:*")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .lines()
                .toList();
    }

    /** The value of one series; fails where there is none. */
    double metric(String series) {
        return scrape().stream()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }
}
