package vn.campaign.reporting.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.campaign.contract.Topics;
import vn.campaign.reporting.TestPlan;

@WebFluxTest
@Import(Slice.class)
class ApiTest {

    private static final String UNIT = "/api/v1/campaigns/thanh-an-2023/units/thuan-an";
    private static final String REPORT = UNIT + "/reports/2023-06-21";
    private static final String VERIFICATION = UNIT + "/verifications/2023-06-20";
    private static final String BULK = "/api/v1/campaigns/thanh-an-2023/reports";
    private static final String GOOD = "{\"counts\":{\"ACTIVATED_L1\":5}}";
    private static final String GOOD_LINE =
            "{\"unit\":\"thuan-an\",\"date\":\"2023-06-21\",\"counts\":{\"ACTIVATED_L1\":5}}";

    @Autowired
    private WebTestClient client;

    @Autowired
    private MockProducer<String, byte[]> producer;

    @BeforeEach
    void nothingPublished() {
        producer.clear();
        producer.sendException = null;
    }

    @Test
    void aReportIsPublishedAndReceipted() {
        put(REPORT, "{\"counts\":{\"ACTIVATED_L1\":5},\"source\":\"ĐÊM\",\"observedAt\":\"2023-06-21T17:29:00+07:00\"}")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .value("Location", location -> assertThat(location)
                        .matches("/api/v1/campaigns/thanh-an-2023/receipts/[0-9a-f]{32}"
                                + "\\?unit=thuan-an&date=2023-06-21&source=%C4%91%C3%AAm&partition=0&offset=\\d+"))
                .expectBody()
                .jsonPath("$.eventId")
                .exists()
                .jsonPath("$.campaign")
                .isEqualTo("thanh-an-2023")
                .jsonPath("$.unit")
                .isEqualTo("thuan-an")
                .jsonPath("$.date")
                .isEqualTo("2023-06-21")
                .jsonPath("$.source")
                .isEqualTo("đêm")
                .jsonPath("$.asOf")
                .doesNotExist()
                .jsonPath("$.observedAt")
                .isEqualTo("2023-06-21T10:29:00Z")
                .jsonPath("$.receivedAt")
                .isEqualTo("2023-06-21T10:30:00Z")
                .jsonPath("$.follow")
                .exists();
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(Topics.ACTIVATIONS);
            assertThat(record.key()).isEqualTo("thanh-an-2023/thuan-an");
        });
    }

    @Test
    void aVerificationIsReceiptedWithItsDate() {
        put(VERIFICATION, "{\"counts\":{\"ACTIVATED\":312}}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.asOf")
                .isEqualTo("2023-06-20")
                .jsonPath("$.date")
                .doesNotExist()
                .jsonPath("$.source")
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {REPORT + "?source=night", REPORT, VERIFICATION, VERIFICATION + "?observedAt=2023-06-21T10:30:00Z"
            })
    void aWithdrawalIsReceiptedToo(String address) {
        client.delete().uri(address).exchange().expectStatus().isAccepted();
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void aWithdrawalNamesItsSourceAsItIsStored() {
        client.delete()
                .uri(REPORT + "?source={source}", "ĐÊM")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.source")
                .isEqualTo("đêm");
    }

    @ParameterizedTest
    @CsvSource({"PUT, reports", "PUT, verifications", "DELETE, reports", "DELETE, verifications"})
    void whatAnotherAccountStatedIsRefused(String method, String kind) {
        problem(send(method, kind, "id-of-another"), 409, "OTHER_ACCOUNT", "Account-Id");
        send(method, kind, TestPlan.ANYONE.id()).expectStatus().isAccepted();
        assertThat(producer.history()).hasSize(1);
    }

    private WebTestClient.ResponseSpec send(String method, String kind, String account) {
        var request = client.method(HttpMethod.valueOf(method))
                .uri(UNIT + "/" + kind + "/2023-06-20")
                .header("Account-Id", account);
        return method.equals("PUT")
                ? request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(GOOD)
                        .exchange()
                : request.exchange();
    }

    @Test
    void aClientWhoseClockIsAheadLearnsTheTime() {
        String body = GOOD.replace("}}", "},\"observedAt\":\"2023-06-21T10:35:00.001Z\"}");
        problem(put(REPORT, body), 422, "OBSERVED_IN_FUTURE", "observedAt")
                .jsonPath("$.now")
                .isEqualTo("2023-06-21T10:30:00Z");
        problem(put(UNIT + "/reports/2023-06-22", GOOD), 422, "DATE_IN_FUTURE", "date")
                .jsonPath("$.now")
                .doesNotExist();
    }

    @Test
    void aPageLearnsWhoseLoginItHas() {
        client.get()
                .uri("/api/v1/account")
                .exchange()
                .expectBody()
                .json(
                        """
                        {"id":"id-of-anyone","name":"anyone","now":"2023-06-21T10:30:00Z"}
                        """,
                        JsonCompareMode.STRICT);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(REPORT, "", 400, "MALFORMED", null),
                arguments(REPORT, "{", 400, "MALFORMED", null),
                arguments(REPORT, GOOD + "{}", 400, "MALFORMED", null),
                arguments(REPORT, "[]", 400, "MALFORMED", null),
                arguments(REPORT, "{\"a\":".repeat(1_000), 400, "UNKNOWN_FIELD", "a"),
                arguments(REPORT, "{\"counts\":{\"ACTIVATED_L1\":\"5\"}}", 400, "MALFORMED", "counts.ACTIVATED_L1"),
                arguments(REPORT, "{\"counts\":{},\"unit\":\"x\"}", 400, "UNKNOWN_FIELD", "unit"),
                arguments(REPORT, "{\"counts\":{},\"counts\":{}}", 400, "DUPLICATE_KEY", "counts"),
                arguments(VERIFICATION, "{\"counts\":{},\"note\":\"x\"}", 400, "UNKNOWN_FIELD", "note"),
                arguments(UNIT + "/reports/yesterday", GOOD, 400, "MALFORMED", "date"),
                arguments(REPORT.replace("2023/", "24/"), GOOD, 404, "CAMPAIGN_UNKNOWN", null),
                arguments(REPORT.replace("thuan-an", "x"), GOOD, 404, "UNIT_UNKNOWN", "unit"),
                arguments(REPORT.replace("thuan-an", "thanh-an"), GOOD, 409, "UNIT_NOT_A_LEAF", "unit"),
                arguments(REPORT.replace("thuan-an", "cu-lao"), GOOD, 409, "UNIT_RETIRED", "date"),
                arguments(REPORT, " ".repeat(65_537), 413, "TOO_LARGE", null),
                arguments(REPORT, "{\"counts\":{\"X\":5}}", 422, "INDICATOR_UNKNOWN", "counts.X"),
                arguments(REPORT, "{\"counts\":{\"ACTIVATED\":5}}", 422, "INDICATOR_IS_SUM", "counts.ACTIVATED"),
                arguments(UNIT + "/reports/2023-06-22", GOOD, 422, "DATE_IN_FUTURE", "date"),
                arguments(UNIT + "/reports/2023-07-16", GOOD, 422, "DATE_OUTSIDE_CAMPAIGN", "date"),
                arguments(REPORT, "{\"counts\":{\"ACTIVATED_L1\":5.0}}", 422, "COUNT_INVALID", "counts.ACTIVATED_L1"),
                arguments(REPORT + "?dryRun=true", GOOD, 400, "UNKNOWN_FIELD", "dryRun"));
    }

    @ParameterizedTest(name = "{3} {0}")
    @MethodSource("refusals")
    void whatIsRefusedIsAProblemWithACode(String address, String body, int status, String code, String field) {
        problem(put(address, body), status, code, field);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    application/json;charset=UTF-16, 415, MEDIA_TYPE",
        "PUT,    text/plain,                      415, MEDIA_TYPE",
        "POST,   application/json,                405, METHOD_NOT_ALLOWED",
    })
    void soIsWhatTheFrameworkRefuses(String method, String type, int status, String code) {
        var response = client.method(HttpMethod.valueOf(method))
                .uri(REPORT)
                .header("Content-Type", type)
                .bodyValue(GOOD.getBytes())
                .exchange();
        problem(response, status, code, null);
    }

    @ParameterizedTest
    @CsvSource({
        "?sorce=night, UNKNOWN_FIELD, sorce",
        "?source=a&source=b, DUPLICATE_KEY, source",
        "?source=, MALFORMED, source",
        "?observedAt=now, MALFORMED, observedAt",
    })
    void aParameterThatIsNotUnderstoodWithdrawsNothing(String query, String code, String field) {
        problem(client.delete().uri(REPORT + query).exchange(), 400, code, field);
    }

    @Test
    void anAnswerThatTheClientCannotReadIsRefusedBeforeAnythingIsPublished() {
        var response = client.put()
                .uri(REPORT)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.TEXT_HTML)
                .bodyValue(GOOD)
                .exchange();
        problem(response, 406, "NOT_ACCEPTABLE", null);
    }

    @Test
    void anUnknownPathIsAProblem() {
        problem(client.get().uri("/api/v1/nothing").exchange(), 404, "NOT_FOUND", null);
    }

    @Test
    void withoutAcknowledgementNothingIsPromised() {
        producer.sendException = new TimeoutException("no broker");
        problem(put(REPORT, GOOD), 503, "BROKER_UNAVAILABLE", null)
                .returnResult()
                .getResponseHeaders()
                .toSingleValueMap()
                .entrySet()
                .forEach(header -> assertThat(header.getKey()).isNotEqualTo("Location"));
        problem(post("application/x-ndjson", BULK, GOOD_LINE), 503, "BROKER_UNAVAILABLE", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json     | [" + GOOD_LINE + "]",
                "application/x-ndjson | " + GOOD_LINE,
                "text/csv             | unit,date,ACTIVATED_L1/thuan-an,2023-06-21,5",
                "text/csv;charset=utf-8 | unit,date,ACTIVATED_L1/thuan-an,2023-06-21,5",
            })
    void everyFormatIsTaken(String type, String body) {
        String text = body.replace('/', '\n');
        post(type, BULK + "?dryRun=true", text)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"received\":1,\"accepted\":1,\"rejected\":0,\"errors\":[]}");
        assertThat(producer.history()).isEmpty();
        post(type, BULK + "?dryRun=false", text).expectStatus().isOk();
        assertThat(producer.history()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/reports?dryRun=1, MALFORMED, dryRun",
        "/reports?dryRun=, MALFORMED, dryRun",
        "/reports?dryrun=true, UNKNOWN_FIELD, dryrun"
    })
    void aDryRunIsAskedForExactly(String address, String code, String field) {
        problem(post("application/x-ndjson", "/api/v1/campaigns/thanh-an-2023" + address, GOOD_LINE), 400, code, field);
    }

    @Test
    void aBulkBodyIsRefusedForItsHeaderOrItsCampaign() {
        problem(post("text/csv", BULK, "unit,date,X\n"), 400, "UNKNOWN_FIELD", "X");
        problem(post("text/csv", BULK.replace("2023", "x"), "unit"), 404, "CAMPAIGN_UNKNOWN", null);
        problem(post("text/html", BULK, "unit"), 415, "MEDIA_TYPE", null);
    }

    private WebTestClient.ResponseSpec put(String address, String body) {
        return client.put()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String type, String address, String body) {
        return client.post()
                .uri(address)
                .header("Content-Type", type)
                .bodyValue(body.getBytes())
                .exchange();
    }

    private WebTestClient.BodyContentSpec problem(
            WebTestClient.ResponseSpec response, int status, String code, String field) {
        var body = response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
        assertThat(producer.history()).isEmpty();
        return field == null
                ? body.jsonPath("$.field").doesNotExist()
                : body.jsonPath("$.field").isEqualTo(field);
    }
}
