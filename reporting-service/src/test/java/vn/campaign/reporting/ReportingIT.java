package vn.campaign.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.testing.TestIssuer;

/** Over the wire, on a real broker: what is acknowledged is there, and what is refused is not. */
class ReportingIT {

    private static final String CAMPAIGN = "/api/v1/campaigns/thanh-an-2023";
    private static final int LEAVES = 1_000;

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start().awaitReady().knowing(LEAVES);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatIsAcknowledgedIsOnTheTopicAsACloudEvent() {
        String id = eventId(service.report(
                CAMPAIGN + "/units/thuan-an/reports/2023-08-01",
                "{\"counts\":{\"ACTIVATED_L1\":5},\"observedAt\":\"2023-08-01T17:30:00+07:00\"}"));

        var record = withId(id).get(0);
        assertThat(record.key()).isEqualTo("thanh-an-2023/thuan-an");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_type")).isEqualTo("ActivationReported");
        assertThat(header(record, "ce_source")).isEqualTo("/campaigns/thanh-an-2023/units/thuan-an");
        assertThat(header(record, "ce_time")).isEqualTo("2023-08-01T10:30:00Z");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(EventRecords.read(record))
                .isInstanceOfSatisfying(EventRecords.Readable.class, readable -> assertThat(readable.event())
                        .isInstanceOfSatisfying(ActivationReported.class, event -> {
                            assertThat(event.counts()).containsExactly(Map.entry("ACTIVATED_L1", 5L));
                            assertThat(event.planVersion()).isEqualTo(3);
                        }));
    }

    /** As many as are worked on at once, and as many as one account may send. */
    @Test
    void fourSlowUploadsKeepNobodyElseFromUploading() {
        Flux<String> slow = Flux.concat(Mono.just("unit,date,ACTIVATED_L1\n"), Flux.never());
        List<Disposable> uploads =
                Stream.generate(() -> upload("slow", slow).subscribe()).limit(4).toList();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> upload("slow", Flux.just("unit,date\n")).block() == 429);
        assertThat(upload("quick", Flux.just("unit,date\n")).block()).isEqualTo(200);
        assertThat(uploads).noneMatch(Disposable::isDisposed).allSatisfy(Disposable::dispose);
    }

    private static Mono<Integer> upload(String account, Flux<String> body) {
        return WebClient.create("http://127.0.0.1:" + service.port() + "/report")
                .post()
                .uri(CAMPAIGN + "/reports?dryRun=true")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token(account, "reporter:*")))
                .contentType(MediaType.parseMediaType("text/csv"))
                .body(BodyInserters.fromPublisher(
                        body.map(text -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(UTF_8))),
                        DataBuffer.class))
                .exchangeToMono(response ->
                        response.releaseBody().thenReturn(response.statusCode().value()));
    }

    @Test
    void aReceiptSaysWhereItsEventStands() {
        String follow = service.report(
                        CAMPAIGN + "/units/thuan-an/reports/2023-08-02", "{\"counts\":{\"ACTIVATED_L1\":5}}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getFirst("Location");
        assertThat(service.published()).anySatisfy(record -> assertThat(follow)
                .contains("/receipts/" + header(record, "ce_id"))
                .endsWith("&partition=" + record.partition() + "&offset=" + record.offset()));
    }

    @Test
    void aRetryThatStatesItsTimeIsTheSameEvent() {
        String address = CAMPAIGN + "/units/thuan-an/verifications/2023-08-01";
        String body = "{\"counts\":{\"ACTIVATED\":312},\"observedAt\":\"2023-08-01T17:30:00+07:00\"}";
        String id = eventId(service.report(address, body));
        assertThat(eventId(service.report(address, body))).isEqualTo(id);
        assertThat(withId(id)).hasSize(2);
    }

    @Test
    void whatIsRefusedIsNotPublished() {
        service.report(CAMPAIGN + "/units/u7/reports/2023-08-09", "{\"counts\":{\"ACTIVATED_L1\":5.0}}")
                .expectStatus()
                .isEqualTo(422);
        assertThat(service.published()).noneMatch(record -> value(record).contains("2023-08-09"));
    }

    @Test
    void whatOneAccountStatedIsNotSentAsAnothers() {
        String address = CAMPAIGN + "/units/thuan-an/reports/2023-08-10";
        sendOf("first", "second", address).expectStatus().isEqualTo(409);
        assertThat(service.published()).noneMatch(record -> value(record).contains("2023-08-10"));

        sendOf("first", "first", address).expectStatus().isAccepted();
        assertThat(service.published())
                .filteredOn(record -> value(record).contains("2023-08-10"))
                .singleElement()
                .satisfies(record -> assertThat(value(record)).contains("\"by\":\"first\""));
    }

    private static WebTestClient.ResponseSpec sendOf(String author, String loggedIn, String address) {
        return service.client()
                .put()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token(loggedIn, "reporter:*")))
                .header("Account-Id", author)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"counts\":{\"ACTIVATED_L1\":5}}")
                .exchange();
    }

    @Test
    void aPlanThatChangesIsSeenLive() {
        String address = CAMPAIGN + "/units/new/reports/2023-08-01";
        String body = "{\"counts\":{\"ACTIVATED_L1\":5}}";
        service.report(address, body).expectStatus().isNotFound();

        service.publish(Stream.of(PlanRecords.write(TestPlan.unit("new", "thanh-an", 9, null))));

        Awaitility.await()
                .untilAsserted(
                        () -> service.report(address, body).expectStatus().isAccepted());
        assertThat(service.published()).anyMatch(record -> value(record).contains("\"planVersion\":9"));
    }

    @Test
    void aBulkRequestIsAnsweredWhenAllOfItIsOnTheTopic() {
        String source = "bulk";
        String lines = IntStream.range(0, 100_000)
                .mapToObj(i -> "u%d,2023-08-%02d,%s,2023-09-01T00:00:00Z,%d"
                        .formatted(i % LEAVES, 1 + i / LEAVES % 31, source + i / LEAVES / 31, i % 7))
                .collect(Collectors.joining("\n", "unit,date,source,observedAt,ACTIVATED_L2\n", "\n"));

        post("text/csv", "/reports", lines)
                .json("{\"received\":100000,\"accepted\":100000,\"rejected\":0,\"errors\":[]}");

        assertThat(service.published().stream()
                        .filter(record -> value(record).contains("\"source\":\"bulk"))
                        .map(record -> header(record, "ce_id"))
                        .distinct())
                .hasSize(100_000);
    }

    @Test
    void aBulkRequestNamesItsFaultyLinesAndTakesTheOthers() {
        String lines =
                """
                {"unit":"u1","date":"2023-08-03","source":"mixed","counts":{"ACTIVATED_L1":1}}
                {"unit":"u1","date":"2023-08-03","source":"mixed","counts":{"ACTIVATED_L1":2}}
                {"unit":"u1","date":"2023-08-03",

                {"unit":"nowhere","date":"2023-08-03","counts":{"ACTIVATED_L1":1}}
                {"unit":"u2","date":"2023-08-03","source":"mixed","counts":{"ACTIVATED_L1":1}}
                """;
        post("application/x-ndjson", "/reports?dryRun=true", lines).json("{\"accepted\":2}");
        assertThat(service.published()).noneMatch(record -> value(record).contains("mixed"));

        post("application/x-ndjson", "/reports", lines)
                .json(
                        """
                        {"received":5,"accepted":2,"rejected":3,"errors":[
                          {"line":2,"code":"DUPLICATE_LINE"},
                          {"line":3,"code":"MALFORMED"},
                          {"line":5,"code":"UNIT_UNKNOWN","field":"unit"}]}
                        """);
        assertThat(service.published().stream()
                        .filter(record -> value(record).contains("mixed"))
                        .map(ConsumerRecord::key))
                .containsExactlyInAnyOrder("thanh-an-2023/u1", "thanh-an-2023/u2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/report", ""})
    void aProgramMaySendToTheFormerAddressToo(String basePath) {
        String site = "http://127.0.0.1:" + service.port();
        service.report(site + basePath + CAMPAIGN + "/units/u1/reports/2023-08-05", "{\"counts\":{\"ACTIVATED_L1\":1}}")
                .expectStatus()
                .isAccepted();
        service.report(site + basePath + "/reporting" + CAMPAIGN + "/units/u1/reports/2023-08-05", "{}")
                .expectStatus()
                .isNotFound();
    }

    @Test
    void theApiDescribesItselfAndItsMetrics() {
        service.client()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.servers[0].url")
                .isEqualTo("http://127.0.0.1:" + service.port() + "/report")
                .jsonPath("$.paths['/api/v1/campaigns/{campaign}/units/{unit}/reports/{date}'].put.responses.503")
                .exists()
                .jsonPath("$.paths['/api/v1/campaigns/{campaign}/units/{unit}/reports/{date}'].put.parameters[*].name")
                .value(names -> assertThat(names)
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .containsExactlyInAnyOrder("campaign", "unit", "date", "Account-Id"))
                .jsonPath("$.paths['/api/v1/campaigns/{campaign}/reports'].post.requestBody.content['text/csv']")
                .exists()
                .jsonPath("$.components.schemas.Problem.properties.code")
                .exists();
        service.client().get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();
        service.report(CAMPAIGN + "/units/u1/reports/2023-08-01", "{}")
                .expectStatus()
                .isBadRequest();
        service.client()
                .get()
                .uri(service.management("/actuator/prometheus"))
                .header("Authorization", "Bearer " + TestIssuer.token("operator", "operator:*"))
                .exchange()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics)
                        .containsPattern("campaign_accepted_total\\{type=\"ActivationReported\"} [1-9]")
                        .containsPattern("campaign_refused_total\\{code=\"MALFORMED\"} [1-9]")
                        .contains("campaign_refused_total{code=\"BROKER_UNAVAILABLE\"} 0.0")
                        .containsPattern("campaign_publish_seconds_bucket\\{le=\"\\+Inf\"} [1-9]"));
    }

    @Test
    void whereNobodyTakesTracesARecordTellsOfNone() {
        String id = eventId(service.client()
                .put()
                .uri(CAMPAIGN + "/units/thuan-an/reports/2023-08-04")
                .header("Content-Type", "application/json")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .bodyValue("{\"counts\":{\"ACTIVATED_L1\":5}}")
                .exchange());
        assertThat(withId(id)).singleElement().satisfies(record -> assertThat(
                        record.headers().lastHeader("traceparent"))
                .isNull());
    }

    private static WebTestClient.BodyContentSpec post(String type, String address, String body) {
        return service.client()
                .mutate()
                .responseTimeout(Duration.ofMinutes(2))
                .build()
                .post()
                .uri(CAMPAIGN + address)
                .header("Content-Type", type)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static String eventId(WebTestClient.ResponseSpec response) {
        byte[] body =
                response.expectStatus().isAccepted().expectBody().returnResult().getResponseBody();
        return ContractJson.mapper().readTree(body).get("eventId").asString();
    }

    private static List<ConsumerRecord<String, byte[]>> withId(String id) {
        return service.published().stream()
                .filter(record -> header(record, "ce_id").equals(id))
                .toList();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String value(ConsumerRecord<?, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
