package vn.campaign.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import vn.campaign.testing.TestIssuer;

/** Nobody gets more of the service than one may have: requests, header lines, patience. */
class LimitsIT {

    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final int BURST = 5;
    /** So slow that no bucket fills again while this test runs. */
    private static final int PER_SECOND = 1;

    private static final int FAILURES = 4;
    private static final int ACCOUNTS = 2_000;
    private static final String SHARED = "192.0.2.1";

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start(
                        "--campaign.access.rate.burst=" + BURST * PER_SECOND,
                        "--campaign.access.rate.per-second=" + PER_SECOND,
                        "--campaign.access.rate.failures-per-minute=" + FAILURES,
                        "--campaign.access.timeout=1s",
                        "--server.forward-headers-strategy=framework")
                .awaitReady()
                .knowing(0);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whoAsksTooOftenWaitsAndNobodyElseDoes() {
        String eager = TestIssuer.token("eager", "viewer:*");
        Duration wait = null;
        for (int asked = 0; asked < 1000 && wait == null; asked++) {
            var response = get(eager).exchange().expectBody(String.class).returnResult();
            if (response.getStatus().value() == 429) {
                wait = Duration.ofSeconds(
                        Long.parseLong(response.getResponseHeaders().getFirst("Retry-After")));
                assertThat(response.getResponseBody()).contains("TOO_MANY_REQUESTS");
            }
        }
        assertThat(wait).isPositive();
        get(TestIssuer.token("patient", "viewer:*")).exchange().expectStatus().isOk();
    }

    /** At a deadline all accounts of a place report from its one address, whoever else sits behind it. */
    @Test
    void anAddressThatFailsTooOftenIsToldToWaitAndItsAccountsAreNot() {
        String forged = TestIssuer.forged("nobody", "viewer:*");
        String ofUnknownKey = TestIssuer.ofUnknownKey("nobody", "viewer:*");
        List<Consumer<HttpHeaders>> bad = List.of(
                headers -> headers.setBearerAuth(forged),
                headers -> headers.setBearerAuth(ofUnknownKey),
                headers -> headers.setBearerAuth("abc"),
                LimitsIT::inventRefreshToken);
        assertThat(bad).hasSize(FAILURES);
        assertThat(bad).allSatisfy(each -> from(SHARED, each).isUnauthorized());
        assertThat(bad).allSatisfy(each -> await().untilAsserted(
                        () -> from(SHARED, each).isEqualTo(429).expectHeader().exists("Retry-After")));
        from("192.0.2.2", bad.get(0)).isUnauthorized();
        from(SHARED, LimitsIT::returnAfterAWhile).isUnauthorized();

        List<Integer> statuses = Flux.range(0, ACCOUNTS)
                .flatMap(account -> WebClient.create("http://127.0.0.1:" + service.port() + "/report")
                        .get()
                        .uri(CAMPAIGNS)
                        .header("X-Forwarded-For", SHARED)
                        .headers(headers -> headers.setBearerAuth(TestIssuer.token("unit-" + account, "viewer:*")))
                        .exchangeToMono(response -> response.releaseBody()
                                .thenReturn(response.statusCode().value())))
                .collectList()
                .block(Duration.ofMinutes(1));
        assertThat(statuses).hasSize(ACCOUNTS).containsOnly(200);
    }

    private static void inventRefreshToken(HttpHeaders headers) {
        headers.set(HttpHeaders.COOKIE, "campaign-refresh=invented");
    }

    /** With a session of which the provider, and not this service, knows that it was ended. */
    private static void returnAfterAWhile(HttpHeaders headers) {
        String expired =
                TestIssuer.token("unit-0", List.of("viewer:*"), claims -> claims.issueTime(Date.from(Instant.EPOCH))
                        .expirationTime(Date.from(Instant.EPOCH.plusSeconds(60))));
        headers.set(HttpHeaders.COOKIE, "campaign-access=" + expired + "; campaign-refresh=ended");
    }

    private static StatusAssertions from(String address, Consumer<HttpHeaders> credentials) {
        return service.client()
                .mutate()
                .defaultHeaders(headers -> headers.remove(HttpHeaders.AUTHORIZATION))
                .build()
                .get()
                .uri(CAMPAIGNS)
                .header("X-Forwarded-For", address)
                .headers(credentials)
                .exchange()
                .expectStatus();
    }

    @Test
    void unitsAreNotSearchedOnTheEventLoop() {
        service.client()
                .get()
                .uri(CAMPAIGNS + "/thanh-an-2023/units?search=an")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(thread -> thread.getName().startsWith("request-"));
    }

    /** With a query the address is searched by the strict firewall, too. */
    @ParameterizedTest
    @CsvSource({
        CAMPAIGNS + ", viewer:*, 200",
        CAMPAIGNS + ", not a token, 401",
        CAMPAIGNS + "/nowhere/at/all, viewer:*, 404",
        CAMPAIGNS + "?unknown=1, viewer:*, 400"
    })
    void everyAnswerToAProgramTellsWhatMayBeDoneWithIt(String address, String grant, int status) {
        String token = grant.equals("not a token") ? "x" : TestIssuer.token("program", grant);
        service.client()
                .get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).contains("default-src 'none'"));
    }

    @Test
    void aHeaderThatIsTooLongIsRefused() {
        get(TestIssuer.token("long", "viewer:*"))
                .header("X-Long", "x".repeat(17_000))
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn(413, 431));
    }

    @Test
    void aPackedBodyIsRefusedBeforeItIsUnpacked() {
        service.client()
                .post()
                .uri(CAMPAIGNS + "/thanh-an-2023/reports")
                .header("Authorization", "Bearer " + TestIssuer.token("packer", "reporter:*"))
                .header("Content-Type", "text/csv")
                .header("Content-Encoding", "gzip")
                .bodyValue(new byte[] {0x1f, (byte) 0x8b})
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("PACKED");
    }

    /** The service ends it; a read that goes on until the socket's own end of patience fails the test. */
    @Test
    void aClientThatStopsInTheMiddleOfItsBodyLosesTheConnection() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            String request =
                    """
                    POST /api/v1/campaigns/thanh-an-2023/reports HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Type: text/csv\r
                    Content-Length: 1000\r
                    \r
                    unit,date,"""
                            .formatted(TestIssuer.token("slow", "reporter:*"));
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream answer = socket.getInputStream();
            String read = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(read).doesNotContain("200 OK", "\"accepted\"");
        }
    }

    private static WebTestClient.RequestHeadersSpec<?> get(String token) {
        return service.client().get().uri(CAMPAIGNS).headers(headers -> headers.setBearerAuth(token));
    }
}
