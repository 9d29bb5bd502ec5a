package vn.campaign.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.system.AccessMatrix.Row;
import vn.campaign.testing.CampaignSystem;

/** A valid request for each row of the access matrix, in a campaign of its own. */
final class AccessRequests {

    /** Holds the code of the real campaign, which lists of campaigns are expected to tell. */
    static final String CODE = CampaignSystem.CODE + "-access";

    static final String CAMPAIGN = CampaignSystem.CAMPAIGNS + CODE;
    static final String UNIT = "thuan-an";

    private static final String JSON = "application/json";

    /** What is sent, with its media type. */
    record Body(String type, String text) {}

    private final CampaignSystem system;
    private final Map<String, String> values;
    private final Map<String, Body> bodies;

    /** Loads the campaign, and makes the accounts of the matrix. */
    AccessRequests(CampaignSystem system) {
        this.system = system;
        system.loadPlan(CODE);
        system.accounts.require(AccessMatrix.accounts(CODE, UNIT, "thanh-an", "an-quy"));
        String units = system.client.get("quota-service", CAMPAIGN + "/units").body();
        bodies = Map.of(
                "", new Body(JSON, ""),
                "report", new Body(JSON, "{\"counts\":{\"ACTIVATED_L1\":1}}"),
                "verification", new Body(JSON, "{\"counts\":{\"ACTIVATED\":200}}"),
                "reports",
                        new Body(
                                "application/x-ndjson",
                                "{\"unit\":\"thuan-an\",\"date\":\"2023-06-21\",\"counts\":{\"ACTIVATED_L1\":1}}"),
                "verifications", new Body("text/csv", "unit,asOf,ACTIVATED\nthuan-an,2023-06-21,200\n"),
                "plan", new Body(JSON, CampaignSystem.planText()),
                "units", new Body("text/csv", units),
                "reopening", new Body(JSON, "{\"until\":\"2023-07-25\"}"),
                "letters", new Body(JSON, "{\"ids\":[]}"));
        values = Map.of(
                "{campaign}", CODE,
                "{unit}", UNIT,
                "{date}", "2023-06-21",
                "{asOf}", "2023-06-21",
                "{phase}", "1",
                "{format}", "csv",
                "{eventId}", "0123456789abcdef0123456789abcdef",
                "{id}", deadLetter());
    }

    /** There is one once there is a record that nobody can read. */
    private String deadLetter() {
        Map<String, Object> settings = Map.of("bootstrap.servers", system.broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.ACTIVATIONS, "no event"));
        }
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(operator(system.uri("quota-service", "/api/v1/dead-letters")))
                                .at("/letters/0/id"),
                        id -> !id.isMissingNode())
                .asString();
    }

    String body(String name) {
        return bodies.get(name).text;
    }

    HttpRequest.Builder of(Row row, String authorization) {
        String path = row.path();
        for (var value : values.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        Body body = bodies.get(row.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(system.uri(row.service(), path))
                .header("Content-Type", body.type)
                .method(row.method(), BodyPublishers.ofString(body.text));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    int status(Row row, String authorization) {
        return status(of(row, authorization));
    }

    int status(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = system.client.open(request);
        try {
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a browser sends it, with an access token in its cookie where there is one. */
    HttpResponse<InputStream> browser(Row row, String accessToken) {
        HttpRequest.Builder request = of(row, null).header("Accept", "text/html");
        return system.client.open(
                accessToken == null ? request : request.header("Cookie", "campaign-access=" + accessToken));
    }

    HttpRequest.Builder operator(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + system.tokens.apply("operator"));
    }

    JsonNode json(HttpRequest.Builder request) {
        return ContractJson.mapper().readTree(system.client.open(request).body());
    }
}
