package vn.campaign.system;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.system.AccessMatrix.Answer;
import vn.campaign.system.AccessMatrix.Row;
import vn.campaign.testing.CampaignSystem;

/** docs/access.md holds for the running services, and names every address that they have. */
@ExtendWith(SharedSystem.class)
@TestMethodOrder(OrderAnnotation.class)
class AccessMatrixIT {

    private static final String DAYS = AccessRequests.CAMPAIGN + "/units/" + AccessRequests.UNIT + "/days";

    private static CampaignSystem system;
    private static List<Row> rows;
    private static AccessRequests requests;
    private static Map<String, String> badTokens;

    @BeforeAll
    static void use(CampaignSystem shared) throws Exception {
        system = shared;
        rows = AccessMatrix.read();
        requests = new AccessRequests(system);
        badTokens = BadTokens.of(system.identity.issuer(), system.signingKey());
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
        return requests
                .json(requests.operator(system.management(service, "/actuator/mappings")))
                .findValues("details")
                .stream()
                .filter(details ->
                        details.at("/handlerMethod/className").asString("").startsWith("vn.campaign."))
                .map(details -> details.get("requestMappingConditions"))
                .map(mapping -> mapping.at("/methods/0").asString() + " "
                        + canonical(service, mapping.at("/patterns/0").asString())
                                .replaceAll("(\\{\\w+):[^}]*", "$1")
                        + mapping.get("params")
                                .valueStream()
                                .map(param -> "?" + param.get("name").asString() + "="
                                        + param.get("value").asString())
                                .collect(joining()))
                .collect(toSet());
    }

    /** A service's first page has no final slash, but for that of the whole site. */
    private static String canonical(String service, String pattern) {
        return pattern.equals("/") && !CampaignSystem.basePath(service).isEmpty() ? "" : pattern;
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
        return description(service)
                .propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(toSet());
    }

    private static JsonNode description(String service) {
        return requests.json(HttpRequest.newBuilder(system.uri(service, "/v3/api-docs")))
                .get("paths");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    @Order(1)
    void whatIsSentAndAnsweredIsDescribed(String service) {
        JsonNode paths = description(service);
        SoftAssertions all = new SoftAssertions();
        rows.stream().filter(row -> row.service().equals(service)).forEach(row -> {
            JsonNode operation = paths.path(row.template()).path(row.method().toLowerCase(Locale.ROOT));
            JsonNode sent = operation.at("/requestBody/content");
            all.assertThat(sent.isEmpty())
                    .as("no body of %s", row)
                    .isEqualTo(row.body().isEmpty());
            JsonNode answered = operation.path("responses").path(String.valueOf(row.success()));
            Stream.concat(sent.valueStream(), answered.path("content").valueStream())
                    .forEach(content -> all.assertThat(content.at("/schema").isEmpty())
                            .as("%s: %s", row, content)
                            .isFalse());
            all.assertThat(answered.path("content").propertyNames())
                    .as("types of %s", row)
                    .doesNotContain("*/*");
        });
        all.assertAll();
    }

    @Test
    @Order(2)
    void whatIsDeniedIsNotDone() throws IOException {
        String before = history();
        SoftAssertions all = new SoftAssertions();
        for (Row row : rows) {
            for (var expected : row.answers().entrySet()) {
                if (expected.getValue() == Answer.DENIED) {
                    all.assertThat(requests.status(row, "Bearer " + system.tokens.apply(expected.getKey())))
                            .as("%s by %s", row, expected.getKey())
                            .isEqualTo(403);
                }
            }
            for (var bad : badTokens.entrySet()) {
                all.assertThat(requests.status(row, "Bearer " + bad.getValue()))
                        .as("%s with a token that is %s", row, bad.getKey())
                        .isEqualTo(401);
            }
            all.assertThat(requests.status(row, null))
                    .as("%s without a token", row)
                    .isEqualTo(401);
            for (String cookie : Arrays.asList(null, badTokens.get("signed by somebody else"))) {
                HttpResponse<InputStream> response = requests.browser(row, cookie);
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
        system.client.put("reporting-service", DAYS.replace("days", "reports/2023-06-22"), requests.body("report"));
        JsonNode days = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> ContractJson.mapper()
                                .readTree(system.client
                                        .get("dashboard-service", DAYS)
                                        .body())
                                .get("days"),
                        found -> found.toString().contains("\"counts\""));
        assertThat(days.valueStream().filter(day -> day.toString().contains("\"counts\"")))
                .singleElement()
                .matches(day -> day.get("date").asString().equals("2023-06-22"));
        assertThat(history()).isEqualTo(before);
    }

    private static String history() {
        return system.client
                .get("quota-service", AccessRequests.CAMPAIGN + "/history")
                .body();
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
                        system.client.open(requests.of(row, "Bearer " + system.tokens.apply(expected.getKey())));
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
            all.assertThat(requests.status(requests.operator(system.uri(service, link))))
                    .as("%s on the public port", link)
                    .isEqualTo(404);
        }
        all.assertAll();
    }

    private static Set<String> links(String service) {
        return requests.json(requests.operator(system.management(service, "/actuator")))
                .get("_links")
                .valueStream()
                .filter(link -> !link.get("templated").asBoolean())
                .map(link -> URI.create(link.get("href").asString()).getPath())
                .collect(toSet());
    }

    private static int management(String service, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(system.management(service, path));
        return requests.status(token == null ? request : request.header("Authorization", "Bearer " + token));
    }
}
