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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import vn.campaign.contract.event.ActivationEvent;
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

        HttpResponse<String> summary =
                importUnits("leaf", "code,name,kind,parent\npart,x,TERRITORY,hamlet-0\nnew,x,TERRITORY,commune\n");

        assertThat(summary.body()).contains("\"accepted\":2");
        assertThat(planner.get("/campaigns/leaf").get("findings").valueStream())
                .extracting(finding -> finding.get("code").asString() + " "
                        + finding.get("unit").asString())
                .containsExactly("OWN_REPORTS_AT_INNER_NODE hamlet-0");
        figures.awaitEqualTo(events);
    }

    private HttpResponse<String> importUnits(String campaign, String csv) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/campaigns/" + campaign + "/units");
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
