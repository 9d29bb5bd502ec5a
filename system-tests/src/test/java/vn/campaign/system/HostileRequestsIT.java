package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGNS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.system.AccessMatrix.Row;
import vn.campaign.testing.CampaignSystem;

/**
 * Whatever is sent to any address is answered without an error of ours, by someone who may do everything, and no figure is
 * another one afterwards: what is well-formed by chance states what was stated before, or concerns a campaign of its own.
 */
@ExtendWith(SharedSystem.class)
class HostileRequestsIT {

    private static final int CASES = 3_000;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String UNIT = "thuan-an";
    private static final String DAY = "2023-07-05";

    /** Its figures must stay what they are. */
    private static final String COUNTED = "hostile-figures";

    /** Has nobody's figures; its plan may be changed. */
    private static final String PLAYGROUND = "hostile-plan";

    private static final String REPORT = CAMPAIGNS + COUNTED + "/units/" + UNIT + "/reports/" + DAY;

    private static final List<String> PAGE_PARAMETERS =
            List.of("node", "phase", "asOf", "indicator", "sort", "page", "lang", "unit", "date");
    private static final List<String> HEADERS = List.of(
            "Authorization",
            "Cookie",
            "Accept",
            "Accept-Language",
            "Content-Type",
            "If-Match",
            "Origin",
            "Last-Event-ID");

    /** Nothing counted, of a day that is reported already by another source; so it is without its source, too. */
    private static final String NOTHING = "{\"counts\":{\"ACTIVATED_L1\":0},\"source\":\"nothing\",\"note\":\"none\"}";

    /** Nothing, too: cut off in the middle, a larger number would be another good one. */
    private static final String VERIFIED = "{\"counts\":{\"ACTIVATED\":0}}";

    private static CampaignSystem system;
    private static List<Row> rows;
    private static Map<String, String> bodies;
    private static final Map<Row, List<String>> parameters = new HashMap<>();

    @BeforeAll
    static void prepare(CampaignSystem shared) throws IOException {
        system = shared;
        rows = AccessMatrix.read();
        for (Row row : rows) {
            parameters.put(row, row.isPage() ? PAGE_PARAMETERS : described(row));
        }
        system.loadPlan(COUNTED);
        system.loadPlan(PLAYGROUND);
        system.client.put(
                "reporting-service",
                REPORT,
                "{\"counts\":{\"ACTIVATED_L1\":5,\"ACTIVATED_L2\":12},\"source\":\"counted\"}");
        system.client.put("reporting-service", REPORT.replace("reports", "verifications"), VERIFIED);
        bodies = Map.of(
                "report",
                NOTHING,
                "reports",
                "[" + NOTHING.replace("{\"counts\"", "{\"unit\":\"thuan-an\",\"date\":\"2023-07-05\",\"counts\"") + "]",
                "verification",
                VERIFIED,
                "verifications",
                "unit,asOf,ACTIVATED\nthuan-an,2023-07-05,0\n",
                "plan",
                CampaignSystem.planText(),
                "units",
                system.client
                        .get("quota-service", CAMPAIGNS + PLAYGROUND + "/units")
                        .body(),
                "reopening",
                "{\"until\":\"2023-07-25\"}",
                "letters",
                "{\"ids\":[\"0-0\"]}");
    }

    /** The names of the query's parameters, as the service describes them. */
    private static List<String> described(Row row) {
        return ContractJson.mapper()
                .readTree(system.client
                        .open(HttpRequest.newBuilder(system.uri(row.service(), "/v3/api-docs")))
                        .body())
                .at("/paths")
                .path(row.template())
                .path(row.method().toLowerCase(Locale.ROOT))
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    @Test
    void nothingThatIsSentMakesAServiceFailOrChangesAFigure() {
        long seed = Long.getLong("seed", 20230620);
        System.out.println("HostileRequestsIT: repeat with -Dseed=" + seed);
        Random random = new Random(seed);
        HostileInput input = new HostileInput(random);
        untilCounted();
        String before = figures();
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> failures = new ArrayList<>();

        for (int i = 0; i < CASES; i++) {
            Row row = input.any(rows);
            HttpRequest.Builder request = request(row, random, input);
            HttpResponse<InputStream> response = system.client.open(request);
            statuses.merge(response.statusCode(), 1, Integer::sum);
            fault(response).ifPresent(fault -> failures.add("%s: %s %s".formatted(row, fault, response)));
        }

        System.out.println("HostileRequestsIT: answers by status " + statuses);
        assertThat(failures).as("seed %d", seed).isEmpty();
        untilCounted();
        assertThat(figures()).as("seed %d", seed).isEqualTo(before);
    }

    private static Optional<String> fault(HttpResponse<InputStream> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        String body = read(response, type);
        if (response.statusCode() >= 500) {
            return Optional.of("answered " + response.statusCode() + " " + body);
        }
        if (body.contains("Exception") || body.contains("\tat ") || body.contains("java.")) {
            return Optional.of("tells of its inside: " + body);
        }
        boolean api = response.uri().getPath().contains("/api/");
        // Tomcat itself refuses an address that no controller could be found for.
        boolean byContainer = response.statusCode() == 400
                && (body.contains("HTTP Status 400") || body.contains("\"error\":\"Bad Request\""));
        if (response.statusCode() >= 400
                && api
                && !body.isEmpty()
                && !byContainer
                && !type.startsWith("application/problem+json")) {
            return Optional.of(
                    "is refused without a problem detail: " + response.statusCode() + " " + type + " " + body);
        }
        return Optional.empty();
    }

    /** Of a stream nothing, since it does not end. */
    private static String read(HttpResponse<InputStream> response, String type) {
        try (InputStream body = response.body()) {
            return type.startsWith("text/event-stream") ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good request with one thing wrong. */
    private static HttpRequest.Builder request(Row row, Random random, HostileInput input) {
        String campaign = row.service().equals("quota-service") ? PLAYGROUND : COUNTED;
        String path = row.template();
        List<String> variables =
                List.of("{campaign}", "{unit}", "{date}", "{asOf}", "{phase}", "{format}", "{eventId}", "{id}");
        List<String> used = variables.stream().filter(path::contains).toList();
        int wrong = random.nextInt(4);
        String wrongVariable = wrong == 0 && !used.isEmpty() ? input.any(used) : "";
        for (String variable : used) {
            path = path.replace(variable, variable.equals(wrongVariable) ? input.encoded() : good(variable, campaign));
        }
        List<String> query = new ArrayList<>();
        row.query().forEach(parameter -> query.add(parameter.replace("{unit}", UNIT)));
        if (row.method().equals("DELETE")) {
            // Somebody's who stated nothing.
            query.add("source=nobody");
            path = path.replace(DAY, "2023-07-06");
        }
        if (wrong == 1) {
            List<String> names = parameters.get(row);
            String name = names.isEmpty() || random.nextInt(5) == 0 ? input.encoded() : input.any(names);
            if (!row.method().equals("DELETE") || !name.equals("source")) {
                query.removeIf(parameter -> parameter.startsWith(name + "=") && random.nextBoolean());
            }
            query.add(name + "=" + input.encoded());
        }
        String body = bodies.getOrDefault(row.body(), "");
        String type = type(row.body(), random);
        byte[] sent = body.getBytes(StandardCharsets.UTF_8);
        if (wrong >= 2 && !body.isEmpty()) {
            sent = type.endsWith("csv") ? input.csv(body) : type.endsWith("sheet") ? input.bytes() : input.json(body);
        }
        String separator = query.isEmpty() ? "" : "?";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(system.uri(row.service(), "") + path + separator + String.join("&", query)))
                .header("Authorization", "Bearer " + system.tokens.apply(CampaignSystem.EVERYTHING))
                .header("Content-Type", type)
                .method(row.method(), BodyPublishers.ofByteArray(sent));
        for (int header = random.nextInt(10) - 7; header > 0; header--) {
            request.setHeader(input.any(HEADERS), input.header());
        }
        return request;
    }

    private static String good(String variable, String campaign) {
        return switch (variable) {
            case "{campaign}" -> campaign;
            case "{unit}" -> UNIT;
            case "{phase}" -> "1";
            case "{format}" -> "csv";
            case "{id}" -> "0-0";
            case "{eventId}" -> "0123456789abcdef0123456789abcdef";
            default -> DAY;
        };
    }

    private static String type(String body, Random random) {
        return switch (body) {
            case "units" ->
                random.nextInt(4) == 0
                        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                        : "text/csv";
            case "verifications" -> "text/csv";
            case "reports" -> random.nextBoolean() ? "application/json" : "application/x-ndjson";
            default -> "application/json";
        };
    }

    /** Whatever was taken of the unit before is counted after this. */
    private static void untilCounted() {
        HttpResponse<String> receipt = system.client.put("reporting-service", REPORT, NOTHING.replace("none", "last"));
        assertThat(receipt.statusCode()).isEqualTo(202);
        String follow =
                ContractJson.mapper().readTree(receipt.body()).get("follow").asString();
        String path = follow.substring(follow.indexOf("/api/"));
        await().atMost(SOON)
                .until(() -> system.client.get("dashboard-service", path).body().contains("COUNTED"));
    }

    private static String figures() {
        StringBuilder all = new StringBuilder();
        for (String node : List.of("thanh-an", "thanh-an-to-chuc")) {
            for (String phase : List.of("1", "2", "all")) {
                JsonNode view = system.client.progress(COUNTED, "asOf=2023-09-20&node=" + node + "&phase=" + phase);
                all.append(view.get("node")).append(view.get("children")).append('\n');
            }
            JsonNode reported = ContractJson.mapper()
                    .readTree(system.client
                            .get(
                                    "dashboard-service",
                                    CAMPAIGNS + COUNTED + "/completeness?asOf=2023-09-20&node=" + node)
                            .body());
            all.append(reported.get("node")).append(reported.get("children")).append('\n');
        }
        // Saying the same once more is a report, too; it is no figure.
        return all.toString().replaceAll("\"lastReportedAt\":[^,}]*", "");
    }
}
