package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.ProgressChanged;
import vn.campaign.dashboard.live.LiveStreams;

/** Streams follow announcements; the refresh is so far away that it cannot help. */
@TestPropertySource(properties = {"campaign.live.refresh=1h", "campaign.live.heartbeat=50ms"})
class LiveByAnnouncementIT extends RunningService {

    @Autowired
    private MovableClock clock;

    @Autowired
    LiveStreams views;

    /** Sends what the other services do. */
    @Autowired
    private KafkaTemplate<String, String> kafka;

    @BeforeAll
    static void topicsExist(@Autowired KafkaAdmin admin) {
        admin.createOrModifyTopics(Topics.all(3, (short) 1).toArray(NewTopic[]::new));
    }

    @Test
    void theChangedNodesNewViewAndNoOtherIsSent() {
        try (StreamClient client = new StreamClient(port, API + "/events")) {
            await().until(() -> !client.updates().isEmpty());
            JsonNode first = client.updates().get(0);
            assertThat(first.get("phase").asString()).isEqualTo("1");
            assertThat(codes(first)).hasSize(12).startsWith("thanh-an", "thuan-an");

            store.put(ReportedProgress.nothing().activated("2023-06-21", 17).of(ThanhAn.HAMLET, "v2"));
            await().until(() -> {
                // told again until it is heard: nobody says when the service begins to listen
                kafka.send(announcement(ThanhAn.HAMLET, "an-son", "elsewhere"));
                return client.updates().size() > 1;
            });

            JsonNode update = client.updates().get(1);
            assertThat(codes(update)).containsExactly("thuan-an");
            assertThat(update.at("/nodes/0/indicators/ACTIVATED/cumulative").asLong())
                    .isEqualTo(165);
            await().until(client::heardAHeartbeat);
            assertThat(client.updates()).hasSize(2);
        }
    }

    @Test
    void aViewerWhoComesLaterOrAgainGetsThePresentViews() {
        try (StreamClient one = new StreamClient(port, API + "/events?node=thuan-an");
                StreamClient other = new StreamClient(port, API + "/events?node=thuan-an")) {
            await().until(() -> !one.updates().isEmpty() && !other.updates().isEmpty());
            assertThat(codes(one.updates().get(0))).containsExactly("thuan-an");
            assertThat(codes(other.updates().get(0))).containsExactly("thuan-an");
        }
    }

    @Test
    void operatorsSeeHowManyFollow() {
        await().untilAsserted(() -> assertThat(metric("campaign_streams_open")).isZero());
        try (StreamClient one = new StreamClient(port, API + "/events?node=thuan-an");
                StreamClient other = new StreamClient(port, API + "/events?node=thuan-an")) {
            await().until(() -> !one.updates().isEmpty() && !other.updates().isEmpty());
            assertThat(metric("campaign_streams_open")).isEqualTo(2);
        }
        await().untilAsserted(() -> assertThat(metric("campaign_streams_open")).isZero());
    }

    @Test
    void operatorsSeeForHowLongAReportHasWaitedToBeCounted() {
        kafka.send(Topics.ACTIVATIONS, "a unit", "");
        await().untilAsserted(() -> {
            // What waits is measured by the clock: the first move after it was noticed is enough, whenever that is.
            clock.moveBy(Duration.ofSeconds(61));
            assertThat(metric("campaign_freshness_seconds")).isGreaterThan(60);
        });

        for (int partition = 0; partition < 12; partition++) {
            store.position(partition, Integer.MAX_VALUE, ReportedProgress.RECEIVED);
        }
        await().untilAsserted(
                        () -> assertThat(metric("campaign_freshness_seconds")).isZero());
        clock.moveTo(NOW.toString());
    }

    @Test
    void whenTheServiceEndsStreamsEndInGoodOrderAndSoDoesOneThatComesLate() {
        try (StreamClient early = new StreamClient(port, API + "/events")) {
            await().until(() -> !early.updates().isEmpty());
            assertThat(early.heardWhenToComeAgain()).isTrue();

            views.stop();
            await().until(early::ended);
            try (StreamClient late = new StreamClient(port, API + "/events")) {
                await().until(late::ended);
                assertThat(late.updates()).isEmpty();
            }
        } finally {
            views.start();
        }
        aViewerWhoComesLaterOrAgainGetsThePresentViews();
    }

    private static List<String> codes(JsonNode update) {
        return update.get("nodes")
                .valueStream()
                .map(node -> node.get("code").asString())
                .toList();
    }

    private static ProducerRecord<String, String> announcement(String... nodes) {
        ProgressChanged changed = new ProgressChanged(
                ThanhAn.CAMPAIGN,
                List.of(nodes).stream().map(ProgressChanged.ChangedNode::new).toList());
        return new ProducerRecord<>(
                Topics.PROGRESS, ThanhAn.CAMPAIGN, ContractJson.mapper().writeValueAsString(changed));
    }
}
