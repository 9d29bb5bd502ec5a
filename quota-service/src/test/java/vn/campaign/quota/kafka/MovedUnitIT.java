package vn.campaign.quota.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.Api;
import vn.campaign.quota.QuotaIT;

/** The planner changes the tree under units that have reported. */
@QuotaIT
class MovedUnitIT {

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    MongoTemplate mongo;

    @Test
    void aMovedUnitTakesItsHistoryWithIt() throws Exception {
        StoredFigures figures = new StoredFigures(mongo, "moved");
        figures.plan();
        List<ActivationEvent> events = figures.events(new Random(20230622), 100);
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        figures.awaitEqualTo(events);

        HttpResponse<String> summary = importUnits(
                "moved",
                "code,name,kind,parent\ncommune-2,x,TERRITORY,\nhamlet-0,x,TERRITORY,commune-2\nhamlet-1,x,TERRITORY,commune-2\n");
        assertThat(summary.body()).contains("\"accepted\":3");

        List<ActivationEvent> moved = events.stream()
                .filter(event -> List.of("hamlet-0", "hamlet-1").contains(event.unit()))
                .toList();
        List<ActivationEvent> left =
                events.stream().filter(event -> !moved.contains(event)).toList();
        await().untilAsserted(() -> {
            assertThat(figures.stored("commune-2")).isEqualTo(StoredFigures.expected(moved, null));
            assertThat(figures.stored("commune")).isEqualTo(StoredFigures.expected(left, null));
        });
    }

    @Test
    void aUnitWithReportsThatGetsChildrenIsAFinding() throws Exception {
        StoredFigures figures = new StoredFigures(mongo, "leaf");
        figures.plan();
        List<ActivationEvent> events = figures.events(new Random(20230623), 50);
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        figures.awaitEqualTo(events);
        Api planner = new Api(port, QuotaIT.PLANNER);
        assertThat(planner.get("/campaigns/leaf").get("findings")).isEmpty();

        importUnits("leaf", "code,name,kind,parent\nverified,x,TERRITORY,commune\n");
        Instant now = Instant.parse("2023-06-22T10:00:00Z");
        kafka.send(EventRecords.write(ActivationVerified.of(
                "leaf", "verified", LocalDate.parse("2023-06-21"), Map.of("A", 5L), now, now, 1, null)));
        await().untilAsserted(() -> assertThat(mongo.getCollection(CollectionNames.PROGRESS)
                        .find(new Document("_id", "leaf/verified"))
                        .first())
                .isNotNull());

        HttpResponse<String> summary = importUnits(
                "leaf",
                "code,name,kind,parent\npart,x,TERRITORY,hamlet-0\nother,x,TERRITORY,verified\nnew,x,TERRITORY,commune\n");

        assertThat(summary.body()).contains("\"accepted\":3");
        assertThat(planner.get("/campaigns/leaf").get("findings").valueStream())
                .extracting(finding -> finding.get("code").asString() + " "
                        + finding.get("unit").asString())
                .containsExactlyInAnyOrder("OWN_REPORTS_AT_INNER_NODE hamlet-0", "OWN_REPORTS_AT_INNER_NODE verified");
        figures.awaitEqualTo(events);
    }

    private HttpResponse<String> importUnits(String campaign, String csv) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/plan/api/v1/campaigns/" + campaign + "/units");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", QuotaIT.PLANNER)
                                .header("Content-Type", "text/csv")
                                .PUT(BodyPublishers.ofString(csv))
                                .build(),
                        BodyHandlers.ofString());
    }
}
