package vn.campaign.system;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.system.AccessMatrix.Answer;
import vn.campaign.system.AccessMatrix.Row;
import vn.campaign.testing.CampaignSystem;

/** docs/access.md holds for the running services, and names every address that they have. */
@TestMethodOrder(OrderAnnotation.class)
class AccessMatrixIT {

    private static final String UNIT = "thuan-an";
    private static final Map<String, String> VALUES = new HashMap<>(Map.of(
            "{campaign}", CampaignSystem.CODE,
            "{unit}", UNIT,
            "{date}", "2023-06-21",
            "{asOf}", "2023-06-21",
            "{phase}", "1",
            "{format}", "csv",
            "{eventId}", "0123456789abcdef0123456789abcdef"));
    private static final String JSON = "application/json";
    private static final String DAYS = CAMPAIGN + "/units/" + UNIT + "/days";

    private record Body(String type, String text) {}

    private static CampaignSystem system;
    private static List<Row> rows;
    private static Map<String, Body> bodies;
    private static Map<String, String> badTokens;

    @BeforeAll
    static void start() throws Exception {
        rows = AccessMatrix.read();
        system = new CampaignSystem("access-matrix").start();
        system.accounts.require(AccessMatrix.accounts(CampaignSystem.CODE, UNIT, "thanh-an", "an-quy"));
        badTokens = BadTokens.of(system.identity.issuer(), system.signingKey());
        bodies = Map.of(
                "", new Body(JSON, ""),
                "report", new Body(JSON, "{\"counts\":{\"ACTIVATED_L1\":1}}"),
                "verification", new Body(JSON, "{\"counts\":{\"ACTIVATED\":200}}"),
                "reports",
                        new Body(
                                "application/x-ndjson",
                                "{\"unit\":\"thuan-an\",\"date\":\"2023-06-21\",\"counts\":{\"ACTIVATED_L1\":1}}"),
                "verifications", new Body("text/csv", "unit,asOf,ACTIVATED\nthuan-an,2023-06-21,200\n"),
                "plan", new Body(JSON, Files.readString(CampaignSystem.plan())),
                "units",
                        new Body(
                                "text/csv",
                                system.get("quota-service", CAMPAIGN + "/units").body()),
                "reopening", new Body(JSON, "{\"until\":\"2023-07-25\"}"),
                "letters", new Body(JSON, "{\"ids\":[]}"));
        VALUES.put("{id}", deadLetter());
    }

    /** There is one once there is a record that nobody can read. */
    private static String deadLetter() {
        Map<String, Object> settings = Map.of("bootstrap.servers", system.broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.ACTIVATIONS, "no event"));
        }
        return await().until(
                        () -> json(operator(system.uri("quota-service", "/api/v1/dead-letters")))
                                .at("/letters/0/id"),
                        id -> !id.isMissingNode())
                .asString();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    @Order(1)
    void everyAddressHasItsRow(String service) {
        Set<String> mapped = mappings(service);
        assertThat(rows.stream()
                        .filter(row -> row.service().equals(service))
                        .map(row -> address(row, mapped))
                        .collect(toSet()))
                .isEqualTo(mapped);
        assertThat(mapped.stream().map(address -> address.split("\\?")[0])).containsAll(described(service));
    }

    /** As the service itself lists what its controllers answer. */
    private static Set<String> mappings(String service) {
        return json(operator(system.management(service, "/actuator/mappings"))).findValues("details").stream()
                .filter(details ->
                        details.at("/handlerMethod/className").asString("").startsWith("vn.campaign."))
                .map(details -> details.get("requestMappingConditions"))
                .map(mapping -> mapping.at("/methods/0").asString() + " "
                        + mapping.at("/patterns/0").asString().replaceAll("(\\{\\w+):[^}]*", "$1")
                        + mapping.get("params")
                                .valueStream()
                                .map(param -> "?" + param.get("name").asString() + "="
                                        + param.get("value").asString())
                                .collect(joining()))
                .collect(toSet());
    }

    /** The mapping that answers a row: the one that asks for its query, where there is one. */
    private static String address(Row row, Set<String> mapped) {
        String address = row.method() + " " + row.template();
        return row.query().stream()
                .map(parameter -> address + "?" + parameter)
                .filter(mapped::contains)
                .findFirst()
                .orElse(address);
    }

    private static Set<String> described(String service) {
        return json(HttpRequest.newBuilder(system.uri(service, "/v3/api-docs")))
                .get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(toSet());
    }

    @Test
    @Order(2)
    void whatIsDeniedIsNotDone() throws IOException {
        String before = history();
        SoftAssertions all = new SoftAssertions();
        for (Row row : rows) {
            for (var expected : row.answers().entrySet()) {
                if (expected.getValue() == Answer.DENIED) {
                    all.assertThat(status(row, "Bearer " + system.tokens.apply(expected.getKey())))
                            .as("%s by %s", row, expected.getKey())
                            .isEqualTo(403);
                }
            }
            for (var bad : badTokens.entrySet()) {
                all.assertThat(status(row, "Bearer " + bad.getValue()))
                        .as("%s with a token that is %s", row, bad.getKey())
                        .isEqualTo(401);
            }
            all.assertThat(status(row, null)).as("%s without a token", row).isEqualTo(401);
            for (String cookie : Arrays.asList(null, badTokens.get("signed by somebody else"))) {
                HttpResponse<InputStream> response = browser(row, cookie);
                all.assertThat(response.statusCode())
                        .as("%s by a browser with %s", row, cookie)
                        .isEqualTo(row.isPage() ? 302 : 401);
                response.body().close();
                all.assertThat(response.headers().firstValue("Location").orElse(""))
                        .as("%s by a browser with %s", row, cookie)
                        .endsWith(row.isPage() ? "/oauth2/authorization/campaign" : "");
            }
        }
        all.assertAll();

        // Whatever of the above had been taken would be counted before a later statement of the same unit.
        system.put("reporting-service", DAYS.replace("days", "reports/2023-06-22"), bodies.get("report").text);
        JsonNode days = await().until(
                        () -> ContractJson.mapper()
                                .readTree(system.get("dashboard-service", DAYS).body())
                                .get("days"),
                        found -> found.toString().contains("\"counts\""));
        assertThat(days.valueStream().filter(day -> day.toString().contains("\"counts\"")))
                .singleElement()
                .matches(day -> day.get("date").asString().equals("2023-06-22"));
        assertThat(history()).isEqualTo(before);
    }

    private static String history() {
        return system.get("quota-service", CAMPAIGN + "/history").body();
    }

    @Test
    @Order(3)
    void whatIsAllowedIsDone() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Row row : rows) {
            for (var expected : row.answers().entrySet()) {
                if (expected.getValue() == Answer.DENIED) {
                    continue;
                }
                HttpResponse<InputStream> response =
                        system.open(request(row, "Bearer " + system.tokens.apply(expected.getKey())));
                all.assertThat(response.statusCode())
                        .as("%s by %s", row, expected.getKey())
                        .isEqualTo(expected.getValue() == Answer.LED ? 303 : row.success());
                if (!row.tells().isEmpty()) {
                    String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
                    all.assertThat(body.contains(row.tells()))
                            .as("%s tells %s of %s", row, expected.getKey(), row.tells())
                            .isEqualTo(expected.getValue() == Answer.TOLD);
                }
                response.body().close();
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    @Order(4)
    void healthIsPublicAndTheRestOfManagementIsForOperators(String service) {
        SoftAssertions all = new SoftAssertions();
        Set<String> links = links(service);
        assertThat(links).contains("/actuator/prometheus", "/actuator/info", "/actuator/health");
        for (String link : links) {
            boolean open = link.startsWith("/actuator/health");
            all.assertThat(management(service, link, null)).as(link).isEqualTo(open ? 200 : 401);
            Stream.of("operator-all", "operator-at")
                    .forEach(account -> all.assertThat(management(service, link, system.tokens.apply(account)))
                            .as("%s by %s", link, account)
                            .isEqualTo(200));
            Stream.of("planner-all", "viewer-all", "reporter-at", "nobody")
                    .forEach(account -> all.assertThat(management(service, link, system.tokens.apply(account)))
                            .as("%s by %s", link, account)
                            .isEqualTo(open ? 200 : 403));
            badTokens.values().forEach(token -> all.assertThat(management(service, link, token))
                    .as("%s with a bad token", link)
                    .isEqualTo(open ? 200 : 401));
            all.assertThat(status(operator(system.uri(service, link))))
                    .as("%s on the public port", link)
                    .isEqualTo(404);
        }
        all.assertAll();
    }

    private static Set<String> links(String service) {
        return json(operator(system.management(service, "/actuator")))
                .get("_links")
                .valueStream()
                .filter(link -> !link.get("templated").asBoolean())
                .map(link -> URI.create(link.get("href").asString()).getPath())
                .collect(toSet());
    }

    private static int management(String service, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(system.management(service, path));
        return status(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    private static HttpRequest.Builder operator(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + system.tokens.apply("operator"));
    }

    private static JsonNode json(HttpRequest.Builder request) {
        return ContractJson.mapper().readTree(system.open(request).body());
    }

    private static int status(Row row, String authorization) {
        return status(request(row, authorization));
    }

    private static int status(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = system.open(request);
        try {
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<InputStream> browser(Row row, String accessCookie) {
        HttpRequest.Builder request = request(row, null).header("Accept", "text/html");
        return system.open(
                accessCookie == null ? request : request.header("Cookie", "campaign-access=" + accessCookie));
    }

    private static HttpRequest.Builder request(Row row, String authorization) {
        String path = row.path();
        for (var value : VALUES.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        Body body = bodies.get(row.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(system.uri(row.service(), path))
                .header("Content-Type", body.type)
                .method(row.method(), BodyPublishers.ofString(body.text));
        return authorization == null ? request : request.header("Authorization", authorization);
    }
}
