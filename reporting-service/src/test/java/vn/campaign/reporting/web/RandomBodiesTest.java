package vn.campaign.reporting.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;

/** Whatever a client sends is its fault or taken; it never makes the service fail. */
class RandomBodiesTest {

    private static final String CAMPAIGN = "/api/v1/campaigns/thanh-an-2023";
    private static final String REPORT = CAMPAIGN + "/units/thuan-an/reports/2023-06-21";
    private static final String VERIFICATION = CAMPAIGN + "/units/thuan-an/verifications/2023-06-21";
    private static final Map<String, String> BULK =
            Map.of("application/json", "[%s]", "application/x-ndjson", "%s\n", "text/csv", "unit,date,note\n%s");

    private static AnnotationConfigApplicationContext context;
    private static WebTestClient client;

    @EnableWebFlux
    static class WebFlux {}

    @BeforeContainer
    static void start() {
        context = new AnnotationConfigApplicationContext(WebFlux.class, Slice.class);
        client = WebTestClient.bindToApplicationContext(context).build();
    }

    @AfterContainer
    static void stop() {
        context.close();
    }

    @Property(tries = 500)
    void anyJsonIsTakenOrRefused(@ForAll("objects") String body) {
        for (String address : List.of(REPORT, VERIFICATION)) {
            assertThat(status("PUT", address, "application/json", body)).isIn(202, 400, 422);
        }
        BULK.forEach((type, frame) -> assertThat(status("POST", CAMPAIGN + "/reports", type, frame.formatted(body)))
                .isIn(200, 400));
    }

    @Property(tries = 500)
    void anyBytesAreTakenOrRefused(@ForAll byte[] body) {
        String bytes = new String(body, StandardCharsets.ISO_8859_1);
        assertThat(status("PUT", REPORT, "application/json", bytes)).isEqualTo(400);
        BULK.keySet().forEach(type -> assertThat(status("POST", CAMPAIGN + "/verifications", type, bytes))
                .isIn(200, 400));
    }

    @Property(tries = 500)
    void anyTextInAnAddressIsTakenOrRefused(@ForAll String text) {
        int status = client.delete()
                .uri(builder -> builder.path(CAMPAIGN + "/units/{unit}/reports/{date}")
                        .queryParam("source", "{source}")
                        .queryParam("observedAt", "{observedAt}")
                        .build("u" + text, "2023-06-21", text, text))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
        assertThat(status).isIn(400, 404);
    }

    private static int status(String method, String address, String type, String body) {
        return client.method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(address)
                .header("Content-Type", type)
                .bodyValue(body.getBytes(StandardCharsets.ISO_8859_1))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    @Provide
    Arbitrary<String> objects() {
        return objects(values());
    }

    private Arbitrary<String> values() {
        Arbitrary<String> simple = Arbitraries.oneOf(
                Arbitraries.of("null", "true", "5", "-1", "5.0", "1e999", "1e99999999999", "9".repeat(2_000), "NaN"),
                Arbitraries.of("\"\"", "\"thuan-an\"", "\"2023-06-21\"", "\"2023-06-21T10:30:00Z\"", "\"\\ud800\""),
                Arbitraries.of("\"+999999999-12-31T23:59:59Z\"", "\"-999999999-01-01T00:00:00+18:00\"", "\"\\u0000\""),
                Arbitraries.strings().ofMaxLength(20).map(text -> '"' + text + '"'));
        return Arbitraries.recursive(
                () -> simple, inner -> Arbitraries.oneOf(simple, objects(inner), array(inner)), 0, 3);
    }

    private static Arbitrary<String> objects(Arbitrary<String> values) {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("unit", "date", "source", "observedAt", "note", "counts", "asOf"),
                Arbitraries.of("ACTIVATED", "ACTIVATED_L1", "ACTIVATED_L2", "\\ud800", "\\u0000"),
                Arbitraries.strings().alpha().ofMaxLength(5));
        Arbitrary<String> counts = Arbitraries.of(
                "{\"ACTIVATED_L1\":5}", "{\"ACTIVATED_L1\":1e2}", "{\"ACTIVATED\":1e99999999999}", "{\"\\ud800\":1}");
        return net.jqwik.api.Combinators.combine(names, Arbitraries.oneOf(values, counts))
                .as(Tuple::of)
                .list()
                .ofMaxSize(5)
                .map(fields -> fields.stream()
                        .map(field -> '"' + field.get1() + "\":" + field.get2())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private static Arbitrary<String> array(Arbitrary<String> values) {
        return values.list().ofMaxSize(3).map(Object::toString);
    }
}
